package io.athena.apm.benchmarks.program;

/** Does nothing, so its start is that of the JVM and the agent. */
public final class EmptyProgram {

  private EmptyProgram() {}

  /** Returns at once. */
  public static void main(String[] arguments) {}
}
