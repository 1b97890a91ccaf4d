package io.athena.apm.runtime;

/** Receives the exceptions of advice, on the application's thread. */
public interface AdviceFailures {

  /**
   * An advice has failed. The application has not got the exception.
   *
   * @param problem its exception
   * @param origin its hook or rule
   */
  void failed(Throwable problem, String origin);
}
