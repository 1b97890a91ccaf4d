package io.athena.apm.core.export;

import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Unit;
import java.util.List;

/** The metrics of the agent itself. */
public final class AgentMetrics {

  /** Lines by outcome. */
  public static final Metric LINES =
      Metric.counter(
          "athena.agent.lines",
          List.of("exporter", "outcome"),
          "Lines written, by outcome: sent, dropped (too long for a datagram, or rejected by the"
              + " receiver of `otlp`, whose lines are data points and spans), failed (the back end was"
              + " not reached; `statsd` and `otlp` send the values later, `otlp` no spans).");

  /** Bytes handed to the operating system. */
  public static final Metric BYTES =
      Metric.counter(
          "athena.agent.bytes", List.of("exporter"), "Bytes sent; unknown, and 0, for `datadog`.");

  /** The duration of flushes. */
  public static final Metric FLUSH_DURATION =
      Metric.duration(
          "athena.agent.flush.duration",
          List.of("exporter"),
          "The time an exporter takes for one snapshot: encoding, sending, waiting.");

  /** How many series there are. */
  public static final Metric SERIES =
      Metric.gauge("athena.agent.series", Unit.COUNT, List.of(), "Series in the registry.");

  /** Metrics that reached their limit. */
  public static final Metric OVERFLOW =
      Metric.counter(
          "athena.agent.series.overflow",
          List.of("metric"),
          "1 once a metric has reached its limit of series; the rest share one tagged"
              + " overflow:true.");

  /** Values that can't be sent. */
  public static final Metric UNSENDABLE = Registry.UNSENDABLE;

  /** Classes woven. */
  public static final Metric WOVEN =
      Metric.counter(
          "athena.agent.type.woven", List.of("instrumentation"), "Classes that were woven.");

  /** Hooks that did not fit the version of the library. */
  public static final Metric SKIPPED =
      Metric.counter(
          "athena.agent.hook.skipped",
          List.of("instrumentation"),
          "Hooks left out because this version of the library lacks a member they need.");

  /** Failures of the agent. */
  public static final Metric ERRORS =
      Metric.counter(
          "athena.agent.error",
          List.of("door"),
          "Failures of the agent itself that it caught, by door: premain, weaving, advice, flush;"
              + " exhausted: woven code, where the JVM had no memory or stack left.");

  /** All of the above, for the reference page. */
  public static final List<Metric> ALL =
      List.of(LINES, BYTES, FLUSH_DURATION, SERIES, OVERFLOW, UNSENDABLE, WOVEN, SKIPPED, ERRORS);

  private AgentMetrics() {}
}
