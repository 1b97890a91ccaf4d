package io.athena.apm.command.classpath;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds class files of a class path and of the JDK by name. It is a class loader because callers
 * read class files from one; it defines no class. Not thread-safe.
 */
public final class ClassPath extends ClassLoader implements Closeable {

  private static final String SUFFIX = ".class";

  /** The limit of cached class files; super types are read many times. */
  private static final int MOST_KEPT = 5_000;

  private final ClassContainers containers = new ClassContainers();
  private final Map<String, ClassContainer> byFile = new TreeMap<>();

  private final Map<String, byte[]> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /**
   * Opens jars, directories and {@code directory/*}.
   *
   * @param paths each as for {@code java -cp}
   */
  public ClassPath(List<String> paths) {
    super("class path", ClassLoader.getPlatformClassLoader());
    paths.forEach(containers::add);
    for (ClassContainer container : containers.opened()) {
      for (String file : container.files()) {
        byFile.putIfAbsent(file, container);
      }
    }
  }

  static boolean isClass(String file) {
    return file.endsWith(SUFFIX)
        && !file.startsWith("META-INF/")
        && !file.endsWith("module-info.class")
        && !file.endsWith("package-info.class");
  }

  /** One sentence for each entry that could not be opened. */
  public List<String> problems() {
    return containers.problems();
  }

  /** The binary names of all classes except the JDK's. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (String file : byFile.keySet()) {
      names.add(file.substring(0, file.length() - SUFFIX.length()).replace('/', '.'));
    }
    return names;
  }

  /** Whether a class is on the class path itself. */
  public boolean contains(String name) {
    return byFile.containsKey(file(name));
  }

  /** Whether a class is in the JDK and not on the class path. */
  public boolean isJdk(String name) {
    return !contains(name) && getParent().getResource(file(name)) != null;
  }

  /**
   * Reads the class file of a class on the class path.
   *
   * @param name its binary name
   */
  public byte[] read(String name) throws IOException {
    String file = file(name);
    return byFile.get(file).read(file);
  }

  private static String file(String name) {
    return name.replace('.', '/') + SUFFIX;
  }

  @Override
  public InputStream getResourceAsStream(String file) {
    try {
      byte[] bytes = kept.get(file);
      if (bytes == null) {
        bytes = find(file);
        kept.put(file, bytes);
      }
      return bytes.length == 0 ? null : new ByteArrayInputStream(bytes);
    } catch (IOException unreadable) {
      return null;
    }
  }

  /** Returns no bytes where there is no such file. */
  private byte[] find(String file) throws IOException {
    ClassContainer container = byFile.get(file);
    if (container != null) {
      return container.read(file);
    }
    try (InputStream in = super.getResourceAsStream(file)) {
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }

  @Override
  public void close() throws IOException {
    for (ClassContainer container : containers.opened()) {
      container.close();
    }
  }
}
