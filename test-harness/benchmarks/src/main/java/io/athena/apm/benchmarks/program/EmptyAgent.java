package io.athena.apm.benchmarks.program;

/** An agent that does nothing: the lower bound of what any {@code -javaagent} costs. */
public final class EmptyAgent {

  private EmptyAgent() {}

  /** Called by the JVM on the main thread, before {@code main}. */
  public static void premain(String argument) {}
}
