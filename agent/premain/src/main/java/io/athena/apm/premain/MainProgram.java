package io.athena.apm.premain;

import java.io.File;

/**
 * The program that this JVM was started for: a service, or a tool, which the agent does not
 * instrument.
 *
 * <p>{@code java Foo.java} is a service: the JVM names no main module there.
 */
final class MainProgram {

  private static final String[] OPTIONS = {
    "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"
  };

  /** Prefixes of the names of tools' main classes and jars. */
  private static final String[] TOOLS = {
    "jdk.jshell.",
    "org.codehaus.plexus.classworlds.launcher.",
    "org.apache.maven.wrapper.",
    "org.gradle.",
    "gradle-wrapper.jar",
    "gradle-gradle-cli-main-",
    "io.athena.apm.premain.",
  };

  private MainProgram() {}

  /**
   * Whether the setting {@code exclude.main} names the program, or the program is a tool and the
   * agent was set by an environment variable, which every Java program inherits.
   */
  static boolean isExcluded(String arguments) {
    String name =
        name(System.getProperty("sun.java.command", ""), System.getProperty("java.class.path", ""));
    return isIn(EarlySetting.text(arguments, "exclude.main"), name)
        || (comesByEnvironment() && isTool(System.getProperty("jdk.module.main", ""), name));
  }

  /** The main class without its module, or the file name of the jar. */
  static String name(String command, String classPath) {
    String program = classPath;
    if (classPath.isEmpty() || !(command + " ").startsWith(classPath + " ")) {
      int end = command.indexOf(' ');
      program = end < 0 ? command : command.substring(0, end);
    }
    int folder = Math.max(program.lastIndexOf('/'), program.lastIndexOf(File.separatorChar));
    return program.substring(folder + 1);
  }

  static boolean isTool(String module, String name) {
    if (module.startsWith("jdk.") || module.startsWith("java.")) {
      return true;
    }
    for (String tool : TOOLS) {
      if (name.startsWith(tool)) {
        return true;
      }
    }
    return name.equals(AgentPremain.jar().getName());
  }

  private static boolean isIn(String setting, String name) {
    for (String each : setting == null ? new String[0] : setting.split(",")) {
      if (each.trim().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean comesByEnvironment() {
    for (String variable : OPTIONS) {
      String options = System.getenv(variable);
      if (options != null && options.contains("-javaagent:")) {
        return true;
      }
    }
    return false;
  }
}
