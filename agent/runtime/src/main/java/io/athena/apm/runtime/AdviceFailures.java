package io.athena.apm.runtime;

/** Told of every exception that an advice threw, on the application's thread. */
public interface AdviceFailures {

  /** Tells nobody. */
  AdviceFailures NONE = new SilentProbe();

  /**
   * An advice failed and was contained.
   *
   * @param problem what it threw
   * @param instrumentation the name of the instrumentation it belongs to
   */
  void failed(Throwable problem, String instrumentation);
}
