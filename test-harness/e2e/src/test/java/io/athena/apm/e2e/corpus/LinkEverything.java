package io.athena.apm.e2e.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/**
 * Makes the JVM verify every class of some libraries, with advice in every method. It is not a
 * failure of the weaver if a class does not link because an optional class is missing.
 */
public final class LinkEverything {

  private LinkEverything() {}

  /** Prints a line for each jar, and one for each class that the JVM rejects. */
  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      link(Path.of(jar));
    }
  }

  private static void link(Path jar) throws IOException {
    int linked = 0;
    int failed = 0;
    try (WovenLoader loader = new WovenLoader(jar.toUri().toURL())) {
      for (String name : classes(jar)) {
        try {
          // getDeclaredMethods links the class, without running its code.
          linked += Class.forName(name, false, loader).getDeclaredMethods().length;
        } catch (NoClassDefFoundError | ClassNotFoundException optional) {
          // An optional dependency of the library.
        } catch (LinkageError | RuntimeException refused) {
          failed++;
          System.out.println("refused: " + name + ": " + refused);
        }
      }
      loader.refused().forEach(line -> System.out.println("left alone: " + line));
      System.out.printf(
          "%s: linked=%d methods=%d failed=%d alone=%d%n",
          jar.getFileName(), linked, loader.methods(), failed, loader.refused().size());
    }
  }

  private static List<String> classes(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
          .filter(name -> !name.endsWith("module-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .toList();
    }
  }
}
