package io.athena.apm.agent;

import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * The packages of the application, in which the bundled rules measure classes whose names other
 * software uses too. A package with a segment {@code athena} is always one of them.
 */
final class ApplicationPackages {

  private final String[] packages;

  private ApplicationPackages(String[] packages) {
    this.packages = packages;
  }

  /** Parses the setting: packages, separated by commas; empty for the main class's package. */
  static ApplicationPackages of(String setting) {
    return new ApplicationPackages(
        setting.isEmpty()
            ? new String[] {
              packageOf(
                  mainClass(
                      System.getProperty("sun.java.command", ""),
                      System.getProperty("java.class.path", "")))
            }
            : setting.split(",", -1));
  }

  /** Whether a class, by its binary name, is in one of the packages or below. */
  boolean contain(String type) {
    String own = packageOf(type);
    for (String each : packages) {
      String name = each.trim();
      if (own.equals(name) || (!name.isEmpty() && own.startsWith(name + "."))) {
        return true;
      }
    }
    return ("." + own + ".").contains(".athena.");
  }

  /**
   * Returns the main class from the JVM's command: a class name, a module with a class name, or a
   * jar, whose manifest names it ({@code Start-Class} in Spring Boot's jars).
   */
  static String mainClass(String command, String classPath) {
    if (classPath.endsWith(".jar") && command.startsWith(classPath)) {
      return mainClass(classPath);
    }
    int end = command.indexOf(' ');
    String first = end < 0 ? command : command.substring(0, end);
    return first.substring(first.indexOf('/') + 1);
  }

  private static String mainClass(String file) {
    try (JarFile jar = new JarFile(file)) {
      Attributes attributes = jar.getManifest().getMainAttributes();
      String started = attributes.getValue("Start-Class");
      return started == null ? attributes.getValue(Attributes.Name.MAIN_CLASS) : started;
    } catch (IOException unreadable) {
      return "";
    }
  }

  private static String packageOf(String type) {
    return type.substring(0, Math.max(type.lastIndexOf('.'), 0));
  }
}
