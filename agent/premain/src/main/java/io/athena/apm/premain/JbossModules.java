package io.athena.apm.premain;

/**
 * Makes the agent visible to JBoss Modules (WildFly), whose loaders delegate to the system class
 * path only for the packages of a system property. They read it once, when the first of them is
 * created, so {@code premain} adds the agent's package to the operator's value.
 */
final class JbossModules {

  static final String PROPERTY = "jboss.modules.system.pkgs";

  private static final String OURS = "io.athena.apm";

  private JbossModules() {}

  static void showAgent() {
    System.setProperty(PROPERTY, added(System.getProperty(PROPERTY)));
  }

  /** Returns the value with the agent's package added. */
  static String added(String packages) {
    if (packages == null || packages.isEmpty()) {
      return OURS;
    }
    return packages.contains(OURS) ? packages : packages + "," + OURS;
  }
}
