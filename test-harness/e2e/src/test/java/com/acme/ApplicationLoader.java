package com.acme;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A child-first class loader of the class path. It is not parallel capable: it locks itself as a
 * whole.
 */
public final class ApplicationLoader extends URLClassLoader {

  /** The constructor that {@code -Djava.system.class.loader} requires. */
  public ApplicationLoader(ClassLoader parent) {
    super(classPath(), parent);
  }

  /** Called by the JVM for {@code -javaagent}, which fails without this method. */
  void appendToClassPathForInstrumentation(String file) {
    addURL(url(file));
  }

  private static URL[] classPath() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getProperty("java.class.path"))
        .map(ApplicationLoader::url)
        .toArray(URL[]::new);
  }

  private static URL url(String file) {
    try {
      return Path.of(file).toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalArgumentException(file, impossible);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      var loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      return isOurs(name) ? findClass(name) : super.loadClass(name, resolve);
    }
  }

  private static boolean isOurs(String name) {
    return name.startsWith("com.acme.") || name.startsWith("com.github.benmanes.");
  }
}
