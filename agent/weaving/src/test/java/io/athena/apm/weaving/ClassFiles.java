package io.athena.apm.weaving;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** A loader that defines a few classes from given bytes before it asks its parent. */
public final class ClassFiles extends ClassLoader {

  private final Map<String, byte[]> files = new HashMap<>();

  /** Creates a loader without classes of its own. */
  public ClassFiles() {
    super(ClassFiles.class.getClassLoader());
  }

  /** The bytes of a class as it was compiled. */
  public static byte[] of(Class<?> type) {
    String resource = type.getName().replace('.', '/') + ".class";
    try (InputStream in = ClassFiles.class.getClassLoader().getResourceAsStream(resource)) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Adds a class. */
  public ClassFiles with(String name, byte[] file) {
    files.put(name, file);
    return this;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    Class<?> loaded = findLoadedClass(name);
    if (loaded != null) {
      return loaded;
    }
    byte[] file = files.get(name);
    return file == null ? super.loadClass(name, resolve) : defineClass(name, file, 0, file.length);
  }
}
