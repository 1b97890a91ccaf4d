package io.athena.apm.benchmarks.program;

/** Does nothing: what is left of its start is the JVM's and the agent's. */
public final class EmptyProgram {

  private EmptyProgram() {}

  /** Returns at once. */
  public static void main(String[] arguments) {}
}
