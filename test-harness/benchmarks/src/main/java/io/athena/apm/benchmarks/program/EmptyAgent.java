package io.athena.apm.benchmarks.program;

/** An agent that does nothing: the least that any {@code -javaagent} costs. */
public final class EmptyAgent {

  private EmptyAgent() {}

  /** Called by the JVM on the main thread, before {@code main}. */
  public static void premain(String argument) {}
}
