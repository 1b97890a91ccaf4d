package io.athena.apm.kit;

/** Installs the reference server, for the test that two JVMs do so at a time. */
final class InstallingMain {

  private InstallingMain() {}

  /** Prints where it is. */
  public static void main(String[] arguments) {
    System.out.println(EtsyInstallation.folder());
  }
}
