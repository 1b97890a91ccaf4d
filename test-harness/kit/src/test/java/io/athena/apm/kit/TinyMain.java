package io.athena.apm.kit;

/** Prints the version of its JVM. */
final class TinyMain {

  private TinyMain() {}

  /** Prints and returns. */
  public static void main(String[] arguments) {
    System.out.println("version " + Runtime.version());
  }
}
