package io.athena.apm.runtime;

import java.time.Duration;

/**
 * What the agent's API reports to: measurements that the application makes by hand, on the thread
 * that makes them. Any argument may be null.
 */
public interface ApiProbe {

  /** Reports nothing. */
  ApiProbe NONE = new SilentProbe();

  /**
   * A span begins.
   *
   * @return handed back to the methods below; null where the span is not measured
   */
  Object startSpan(String name);

  /** A span gets a tag. */
  void tagSpan(Object span, String name, String value);

  /**
   * What the span measures has failed.
   *
   * @param error read, never kept
   */
  void failSpan(Object span, Throwable error);

  /** A span has ended; only the first time counts. */
  void endSpan(Object span);

  /**
   * A counter grows.
   *
   * @param tags name, value, name, value; read, never kept
   */
  void count(String name, long amount, String[] tags);

  /** A gauge is set. */
  void gauge(String name, double value, String[] tags);

  /** A histogram gets a value. */
  void histogram(String name, long value, String[] tags);

  /** An AI analysis was made. */
  void analysis(String provider, String model, Duration duration, boolean success);

  /** A cache was read. */
  void cacheOperation(String cache, boolean hit);

  /** Something happened to a circuit breaker. */
  void circuitBreakerEvent(String name, String event);
}
