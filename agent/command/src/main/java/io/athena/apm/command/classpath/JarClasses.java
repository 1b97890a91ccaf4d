package io.athena.apm.command.classpath;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The class files of a jar; in an executable jar or web archive, those of the application. */
final class JarClasses implements ClassContainer {

  private static final List<String> ROOTS = List.of("BOOT-INF/classes/", "WEB-INF/classes/");
  private static final List<String> LIBRARIES = List.of("BOOT-INF/lib/", "WEB-INF/lib/");

  private final JarFile jar;
  private final boolean temporary;
  private final Map<String, ZipEntry> classes = new HashMap<>();
  private final List<ZipEntry> libraries = new ArrayList<>();

  private JarClasses(Path file, boolean temporary) throws IOException {
    // Of a multi-release jar, the classes that this JVM would load.
    this.jar = new JarFile(file.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
    this.temporary = temporary;
    jar.versionedStream().forEach(this::add);
  }

  static JarClasses of(Path file) throws IOException {
    return new JarClasses(file, false);
  }

  private void add(ZipEntry entry) {
    String name = entry.getName();
    if (name.endsWith(".jar") && LIBRARIES.stream().anyMatch(name::startsWith)) {
      libraries.add(entry);
    }
    for (String root : ROOTS) {
      name = name.startsWith(root) ? name.substring(root.length()) : name;
    }
    if (ClassPath.isClass(name)) {
      classes.put(name, entry);
    }
  }

  /** Opens the jars inside, copied to temporary files for random access. */
  List<JarClasses> libraries() throws IOException {
    List<JarClasses> opened = new ArrayList<>();
    for (ZipEntry library : libraries) {
      Path copy = Files.createTempFile("athena-apm-", ".jar");
      copy.toFile().deleteOnExit();
      try (InputStream in = jar.getInputStream(library)) {
        Files.write(copy, in.readAllBytes());
      }
      opened.add(new JarClasses(copy, true));
    }
    return opened;
  }

  /** The Class-Path of its manifest, as written: {@code lib/caffeine.jar}. */
  List<String> references() throws IOException {
    Manifest manifest = jar.getManifest();
    String path =
        manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
    return path == null || path.isBlank() ? List.of() : List.of(path.trim().split("\\s+"));
  }

  @Override
  public Set<String> files() {
    return Collections.unmodifiableSet(classes.keySet());
  }

  @Override
  public byte[] read(String file) throws IOException {
    try (InputStream in = jar.getInputStream(classes.get(file))) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() throws IOException {
    jar.close();
    if (temporary) {
      Files.deleteIfExists(new File(jar.getName()).toPath());
    }
  }
}
