package io.athena.apm.runtime;

import java.time.Duration;

/**
 * The probe of the agent's API, for measurements by hand. Called on the thread that measures. Any
 * argument may be null.
 */
public interface ApiProbe {

  /**
   * A span begins.
   *
   * @return to be passed to the methods below; null where the span is not measured
   */
  default Object startSpan(String name) {
    return null;
  }

  /** A span gets a tag. */
  default void tagSpan(Object span, String name, String value) {}

  /**
   * The operation that the span measures has failed.
   *
   * @param error read, never kept
   */
  default void failSpan(Object span, Throwable error) {}

  /** A span has ended; only the first call counts. */
  default void endSpan(Object span) {}

  /**
   * A counter grows.
   *
   * @param tags name, value, name, value; read, never kept
   */
  default void count(String name, long amount, String[] tags) {}

  /** A gauge is set. */
  default void gauge(String name, double value, String[] tags) {}

  /** A histogram gets a value. */
  default void histogram(String name, long value, String[] tags) {}

  /** An AI analysis was made. */
  default void analysis(String provider, String model, Duration duration, boolean success) {}

  /** A cache was read. */
  default void cacheOperation(String cache, boolean hit) {}

  /** An event of a circuit breaker. */
  default void circuitBreakerEvent(String name, String event) {}
}
