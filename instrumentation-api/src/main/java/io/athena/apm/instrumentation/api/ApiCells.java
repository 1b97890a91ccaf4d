package io.athena.apm.instrumentation.api;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Gauge;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Registry;

/** The cells of all measurements by hand. Added to by application threads. */
final class ApiCells {

  /** What a metric may have. */
  private static final int MOST_TAGS = 6;

  private final AgentLog log;
  private final NamedMetrics<TaggedCells<Counter>> counters;
  private final NamedMetrics<TaggedCells<Gauge>> gauges;
  private final NamedMetrics<TaggedCells<Histogram>> histograms;
  private final NamedMetrics<SpanCells> spans;
  private final CatalogueCells catalogue;

  ApiCells(Registry registry, AgentLog log) {
    this.log = log;
    NameLimit limit = new NameLimit(log);
    counters =
        new NamedMetrics<>(
            limit,
            (name, tags) ->
                new TaggedCells<>(tags, registry.counters(ApiMetrics.counter(name, tags))));
    gauges =
        new NamedMetrics<>(
            limit,
            (name, tags) -> new TaggedCells<>(tags, registry.gauges(ApiMetrics.gauge(name, tags))));
    histograms =
        new NamedMetrics<>(
            limit,
            (name, tags) ->
                new TaggedCells<>(tags, registry.histograms(ApiMetrics.histogram(name, tags))));
    spans = new NamedMetrics<>(limit, (name, tags) -> SpanCells.of(registry, name, tags));
    catalogue = new CatalogueCells(registry);
  }

  /** The metrics that libraries report to as well. */
  CatalogueCells catalogue() {
    return catalogue;
  }

  void count(String name, long amount, String... tags) {
    String[] pairs = usable(MOST_TAGS, name, tags);
    TaggedCells<Counter> counter = counters.get(name, pairs);
    if (counter != null) {
      counter.get(pairs).add(amount);
    }
  }

  void gauge(String name, double value, String... tags) {
    String[] pairs = usable(MOST_TAGS, name, tags);
    TaggedCells<Gauge> gauge = gauges.get(name, pairs);
    if (gauge != null) {
      gauge.get(pairs).set(value);
    }
  }

  void histogram(String name, long value, String... tags) {
    String[] pairs = usable(MOST_TAGS, name, tags);
    TaggedCells<Histogram> histogram = histograms.get(name, pairs);
    if (histogram != null) {
      histogram.get(pairs).record(value);
    }
  }

  /**
   * A span has ended.
   *
   * @param error the simple class name of what went wrong, or null
   */
  void span(String name, long nanos, String error, String... tags) {
    String[] pairs = usable(MeasuredSpan.MOST_TAGS, name, tags);
    SpanCells cells = spans.get(name, pairs);
    if (cells != null) {
      cells.ended(nanos, error, pairs);
    }
  }

  private String[] usable(int most, String name, String... tags) {
    if (tags != null && tags.length > 2 * most) {
      log.warnOnce("Apm: " + name + " has more than " + most + " tags; the rest is dropped");
    }
    return TagPairs.usable(most, tags);
  }
}
