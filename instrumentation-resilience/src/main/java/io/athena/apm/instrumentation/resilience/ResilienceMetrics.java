package io.athena.apm.instrumentation.resilience;

import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Unit;
import java.util.List;

/** The metrics of circuit breakers. */
public final class ResilienceMetrics {

  static final Metric EVENT =
      Metric.counter(
          "circuit_breaker.event",
          List.of("name", "library", "event"),
          "Changes of state by the new state (open, half_open, closed, forced_open, disabled,"
              + " metrics_only), and where the library tells: success, error, ignored_error,"
              + " rejected, slow.");

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

  /** All of the above, for the reference page. */
  public static final List<Metric> ALL = List.of(EVENT, STATE, OPEN_DURATION);

  private ResilienceMetrics() {}
}
