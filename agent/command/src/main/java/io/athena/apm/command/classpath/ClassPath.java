package io.athena.apm.command.classpath;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.bytebuddy.dynamic.ClassFileLocator;

/**
 * Finds class files of a class path and of the JDK by name. It is a class loader because callers
 * read class files from one; it defines no class. Not thread-safe.
 */
public final class ClassPath extends ClassLoader implements ClassFileLocator {

  private static final String SUFFIX = ".class";
  private static final Pattern LIBRARY = Pattern.compile("(BOOT|WEB)-INF/lib/.*\\.jar");

  /** Directories in a jar whose content is read as if it were at the top. */
  private static final Pattern ROOT =
      Pattern.compile("^((BOOT|WEB)-INF/classes|META-INF/versions/[0-9]+)/");

  private final Map<String, Path> files = new TreeMap<>();
  private final List<FileSystem> jars = new ArrayList<>();
  private final Set<Path> opened = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  /** Opens jars, directories and {@code directory/*}, each path as for {@code java -cp}. */
  public ClassPath(List<String> paths) {
    super("class path", ClassLoader.getPlatformClassLoader());
    for (String path : paths) {
      for (String entry : path.split(File.pathSeparator, -1)) {
        if (!entry.isBlank()) {
          addEntry(entry);
        }
      }
    }
  }

  private void addEntry(String entry) {
    boolean all = entry.equals("*") || entry.endsWith("/*") || entry.endsWith(File.separator + "*");
    try {
      Path path = Path.of(all ? entry.substring(0, entry.length() - 1) : entry);
      if (!Files.exists(path)) {
        problems.add("class path: " + entry + " does not exist");
      } else if (all) {
        addJars(path);
      } else {
        open(path);
      }
    } catch (IOException | RuntimeException unreadable) {
      problems.add("class path: " + entry + " can't be read: " + unreadable.getMessage());
    }
  }

  private void addJars(Path directory) throws IOException {
    Set<Path> found = new TreeSet<>();
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(directory, "*.{jar,JAR}")) {
      listed.forEach(found::add);
    }
    for (Path jar : found) {
      open(jar);
    }
  }

  private void open(Path path) throws IOException {
    if (!opened.add(path.toAbsolutePath().normalize())) {
      return;
    }
    if (Files.isDirectory(path)) {
      addClasses(path);
      return;
    }
    // Of a multi-release jar, the classes that this JVM would load.
    FileSystem jar = FileSystems.newFileSystem(path, Map.of("releaseVersion", "runtime"));
    jars.add(jar);
    Path root = jar.getPath("/");
    for (Path library : addClasses(root)) {
      open(library);
    }
    for (String reference : references(root.resolve("META-INF/MANIFEST.MF"))) {
      Path further = path.resolveSibling(reference);
      // The JVM, too, ignores entries of a manifest that do not exist.
      if (Files.exists(further)) {
        open(further);
      }
    }
  }

  /** Returns the jars inside a Spring Boot jar or web archive. */
  private List<Path> addClasses(Path root) throws IOException {
    List<Path> libraries = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Iterator<Path> rest = paths.iterator(); rest.hasNext(); ) {
        Path path = rest.next();
        String name = root.relativize(path).toString().replace('\\', '/');
        if (LIBRARY.matcher(name).matches()) {
          libraries.add(path);
        } else if (name.endsWith(SUFFIX)) {
          addClass(root, path, ROOT.matcher(name).replaceFirst(""));
        }
      }
    }
    return libraries;
  }

  private void addClass(Path root, Path path, String name) {
    // At this name the file system shows the release for this JVM.
    Path released = root.resolve(name);
    Path file = Files.exists(released) ? released : path;
    boolean isClass =
        !file.startsWith(root.resolve("META-INF"))
            && !name.endsWith("module-info.class")
            && !name.endsWith("package-info.class");
    if (isClass) {
      files.putIfAbsent(name, file);
    }
  }

  /** The Class-Path of a manifest, as written: {@code lib/caffeine.jar}. */
  private static List<String> references(Path manifest) throws IOException {
    if (!Files.exists(manifest)) {
      return List.of();
    }
    try (InputStream in = Files.newInputStream(manifest)) {
      String path = new Manifest(in).getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return path == null || path.isBlank() ? List.of() : List.of(path.trim().split("\\s+"));
    }
  }

  /** One sentence for each entry that could not be opened. */
  public List<String> problems() {
    return problems;
  }

  /** The binary names of all classes except the JDK's. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (String file : files.keySet()) {
      names.add(file.substring(0, file.length() - SUFFIX.length()).replace('/', '.'));
    }
    return names;
  }

  /** Whether a class is on the class path itself. */
  public boolean contains(String name) {
    return files.containsKey(file(name));
  }

  /** Whether a class is in the JDK and not on the class path. */
  public boolean isJdk(String name) {
    return !contains(name) && getParent().getResource(file(name)) != null;
  }

  /** Reads the class file of a class on the class path, by its binary name. */
  public byte[] read(String name) throws IOException {
    return Files.readAllBytes(files.get(file(name)));
  }

  private static String file(String name) {
    return name.replace('.', '/') + SUFFIX;
  }

  @Override
  public InputStream getResourceAsStream(String file) {
    try {
      Path path = files.get(file);
      return path == null ? super.getResourceAsStream(file) : Files.newInputStream(path);
    } catch (IOException unreadable) {
      return null;
    }
  }

  @Override
  public Resolution locate(String name) throws IOException {
    try (InputStream in = getResourceAsStream(file(name))) {
      return in == null ? new Resolution.Illegal(name) : new Resolution.Explicit(in.readAllBytes());
    }
  }

  /** Closes inner jars before the jar around them. */
  @Override
  public void close() throws IOException {
    Collections.reverse(jars);
    for (FileSystem jar : jars) {
      jar.close();
    }
  }
}
