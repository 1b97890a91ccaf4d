package io.athena.apm.runtime;

/** The probe of bulkheads, retries, rate and time limiters, called on the thread that uses one. */
public interface ResilienceProbe {

  /** Reports nothing. */
  ResilienceProbe NONE = new SilentProbe();

  /**
   * A bulkhead has been created.
   *
   * @param capacity the JDK's object that limits its calls, a semaphore or thread pool; kept weakly
   */
  void created(Object capacity, String library, String name);

  /**
   * A bulkhead is used, which may be older than the agent.
   *
   * @param capacity as of {@link #created}
   */
  void used(Object capacity, String library, String name);

  /** A bulkhead or rate limiter has permitted a call, or rejected it. */
  void decided(String policy, String library, String name, boolean permitted);

  /**
   * Another event.
   *
   * @param policy {@code bulkhead}, {@code retry}, {@code rate_limiter}, {@code time_limiter}; or
   *     {@code circuit_breaker}, for an event that is not of the breaker itself
   * @param event by its name in the library, in any spelling: {@code IGNORED_ERROR}
   */
  void event(String policy, String library, String name, String event);
}
