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
          "Calls through hand-written breakers, with the time in the protected code. The outcome is"
              + " success, error or, if the breaker shows it, rejected.");

  static final Metric BULKHEAD_EVENT =
      Metric.counter(
          "bulkhead.event",
          List.of("name", "library", "event"),
          "Calls permitted, rejected, finished. In a thread pool a call is permitted when it"
              + " begins, not while it waits.");

  static final Metric BULKHEAD_AVAILABLE =
      Metric.gauge(
          "bulkhead.available",
          Unit.COUNT,
          List.of("name", "library"),
          "Number of further calls that are permitted now, including those that would wait in a"
              + " queue. If several bulkheads share a name, the smallest number.");

  static final Metric RETRY_EVENT =
      Metric.counter(
          "retry.event",
          List.of("name", "library", "event"),
          "Further attempts (event retry), and calls by their end: success after a further attempt,"
              + " error in the last attempt, ignored_error if the error is not retried.");

  static final Metric RATE_LIMITER_EVENT =
      Metric.counter(
          "rate_limiter.event",
          List.of("name", "library", "event"),
          "Calls permitted and rejected.");

  static final Metric TIME_LIMITER_EVENT =
      Metric.counter(
          "time_limiter.event",
          List.of("name", "library", "event"),
          "Calls by their end: success, error, timeout. The event is finished if the call ended in"
              + " time and the library does not tell how.");

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
