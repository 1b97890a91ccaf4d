package io.athena.apm.instrumentation.resilience;

import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Unit;
import java.util.List;

/** The metrics of circuit breakers, bulkheads, retries and limiters. */
public final class ResilienceMetrics {

  static final Metric EVENT =
      Metric.counter(
          "circuit_breaker.event",
          List.of("name", "library", "event"),
          "Changes of state by the new state (open, half_open, closed, forced_open, disabled,"
              + " metrics_only), and where the library tells: success, error, ignored_error,"
              + " rejected, slow, fallback.");

  static final Metric STATE =
      Metric.gauge(
          "circuit_breaker.state",
          Unit.COUNT,
          List.of("name", "library"),
          "0 closed, 1 half open, 2 open, 3 forced open, 4 disabled, 5 metrics only; the worst where"
              + " several breakers share a name.");

  static final Metric OPEN_DURATION =
      Metric.milliseconds(
          "circuit_breaker.open.duration",
          List.of("name", "library"),
          "Milliseconds spent open or forced open.");

  static final Metric CALL_DURATION =
      Metric.duration(
          "circuit_breaker.call.duration",
          List.of("name", "library", "outcome"),
          "Calls through hand-written breakers, what they protect included; outcome success, error"
              + " or, where it can be told, rejected.");

  static final Metric BULKHEAD_EVENT =
      Metric.counter(
          "bulkhead.event",
          List.of("name", "library", "event"),
          "Calls permitted, rejected, finished. Of a thread pool, permitted is a call that has"
              + " begun, not one that waits.");

  static final Metric BULKHEAD_AVAILABLE =
      Metric.gauge(
          "bulkhead.available",
          Unit.COUNT,
          List.of("name", "library"),
          "How many more calls are permitted now, those that would wait in a queue included; the"
              + " fewest where several bulkheads share a name.");

  static final Metric RETRY_EVENT =
      Metric.counter(
          "retry.event",
          List.of("name", "library", "event"),
          "retry for each further attempt; success for a call that needed some, error for one that"
              + " failed in the last; ignored_error for one whose error is not retried.");

  static final Metric RATE_LIMITER_EVENT =
      Metric.counter(
          "rate_limiter.event",
          List.of("name", "library", "event"),
          "Calls permitted and rejected.");

  static final Metric TIME_LIMITER_EVENT =
      Metric.counter(
          "time_limiter.event",
          List.of("name", "library", "event"),
          "Calls by their end: success, error, timeout; finished for one in time of which the library"
              + " does not tell how it ended.");

  /** All of the above, for the reference page. */
  public static final List<Metric> ALL =
      List.of(
          EVENT,
          STATE,
          OPEN_DURATION,
          CALL_DURATION,
          BULKHEAD_EVENT,
          BULKHEAD_AVAILABLE,
          RETRY_EVENT,
          RATE_LIMITER_EVENT,
          TIME_LIMITER_EVENT);

  private ResilienceMetrics() {}
}
