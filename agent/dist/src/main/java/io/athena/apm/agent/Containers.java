package io.athena.apm.agent;

/** Finds containers whose class loaders hide the system class path from applications. */
final class Containers {

  /** Parts of the launch command and the class path by which they are known. */
  private static final String[] MARKS = {
    "org.eclipse.osgi",
    "org.eclipse.equinox",
    "org.apache.felix",
    "felix.jar",
    "org.apache.karaf",
    "karaf-"
  };

  private Containers() {}

  /** Whether the jar has to go to the bootstrap class path; null is the setting's default. */
  static boolean needBootstrap(String setting) {
    return "always".equalsIgnoreCase(setting)
        || (!"never".equalsIgnoreCase(setting)
            && (isContainer(System.getProperty("sun.java.command"))
                || isContainer(System.getProperty("java.class.path"))));
  }

  static boolean isContainer(String text) {
    for (int i = 0; text != null && i < MARKS.length; i++) {
      if (text.contains(MARKS[i])) {
        return true;
      }
    }
    return false;
  }
}
