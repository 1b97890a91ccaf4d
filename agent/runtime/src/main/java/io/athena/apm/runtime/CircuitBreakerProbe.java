package io.athena.apm.runtime;

/** What circuit breakers report to, on the thread that calls through one. */
public interface CircuitBreakerProbe {

  /** Reports nothing. */
  CircuitBreakerProbe NONE = new SilentProbe();

  /**
   * A breaker has been made.
   *
   * @param breaker the breaker; kept weakly
   */
  void created(Object breaker, String library, String name);

  /** Something happened that leaves the state as it is: {@code rejected}, {@code error}, ... */
  void event(String library, String name, String event);

  /**
   * A call has ended; it is {@code slow} too where it took longer than the threshold.
   *
   * @param event {@code success} or {@code error}
   * @param nanos how long the call took, as the library measured it
   * @param slowNanos from where on the library calls a call slow
   */
  void call(String library, String name, String event, long nanos, long slowNanos);

  /**
   * A breaker has changed its state, or has been told to change to the one it is in.
   *
   * @param from the old state, as the library calls it
   * @param to the new state
   */
  void transition(Object breaker, String library, String name, String from, String to);

  /**
   * A hand-written breaker may have changed its state: its own fields tell.
   *
   * @param breaker the breaker; kept weakly
   */
  void observe(Object breaker);
}
