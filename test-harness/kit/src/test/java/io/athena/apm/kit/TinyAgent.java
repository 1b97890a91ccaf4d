package io.athena.apm.kit;

/** Says that it was there. */
final class TinyAgent {

  private TinyAgent() {}

  /** Runs before the main class. */
  public static void premain(String argument) {
    System.out.println("agent " + argument);
  }
}
