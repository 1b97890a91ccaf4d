package io.athena.apm.instrumentation.api;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Gauge;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Registry;

/** The cells of all measurements by hand. Application threads add to them. */
final class ApiCells {

  private static final int MOST_TAGS = 6;

  private record SpanMetrics(
      Family<Histogram> duration, Family<Counter> total, Family<Counter> errors) {}

  private final AgentLog log;
  private final NamedMetrics<Family<Counter>> counters;
  private final NamedMetrics<Family<Gauge>> gauges;
  private final NamedMetrics<Family<Histogram>> histograms;
  private final NamedMetrics<SpanMetrics> spans;
  private final CatalogueCells catalogue;

  ApiCells(Registry registry, AgentLog log) {
    this.log = log;
    NameLimit limit = new NameLimit(log);
    counters =
        new NamedMetrics<>(
            limit, (name, tags) -> registry.counters(ApiMetrics.counter(name, tags)));
    gauges =
        new NamedMetrics<>(limit, (name, tags) -> registry.gauges(ApiMetrics.gauge(name, tags)));
    histograms =
        new NamedMetrics<>(
            limit, (name, tags) -> registry.histograms(ApiMetrics.histogram(name, tags)));
    spans =
        new NamedMetrics<>(
            limit,
            (name, tags) ->
                new SpanMetrics(
                    registry.histograms(ApiMetrics.spanDuration(name, tags)),
                    registry.counters(ApiMetrics.spanTotal(name, tags)),
                    registry.counters(ApiMetrics.spanError(name, tags))));
    catalogue = new CatalogueCells(registry);
  }

  CatalogueCells catalogue() {
    return catalogue;
  }

  void count(String name, long amount, String... tags) {
    String[] pairs = usable(MOST_TAGS, name, tags);
    NamedMetrics.Tagged<Family<Counter>> found = counters.get(name, pairs);
    if (found != null) {
      found.tags().cell(found.metric(), null, null, pairs).add(amount);
    }
  }

  void gauge(String name, double value, String... tags) {
    String[] pairs = usable(MOST_TAGS, name, tags);
    NamedMetrics.Tagged<Family<Gauge>> found = gauges.get(name, pairs);
    if (found != null) {
      found.tags().cell(found.metric(), null, null, pairs).set(value);
    }
  }

  void histogram(String name, long value, String... tags) {
    String[] pairs = usable(MOST_TAGS, name, tags);
    NamedMetrics.Tagged<Family<Histogram>> found = histograms.get(name, pairs);
    if (found != null) {
      found.tags().cell(found.metric(), null, null, pairs).record(value);
    }
  }

  /** The error is the simple class name of the exception; null without one. */
  void span(String name, long nanos, String error, String... tags) {
    String[] pairs = usable(MeasuredSpan.MOST_TAGS, name, tags);
    NamedMetrics.Tagged<SpanMetrics> found = spans.get(name, pairs);
    if (found == null) {
      return;
    }
    TagNames names = found.tags();
    String outcome = MeasuredSpan.outcome(error);
    names.cell(found.metric().duration(), outcome, error, pairs).record(nanos);
    names.cell(found.metric().total(), outcome, null, pairs).increment();
    if (error != null) {
      names.cell(found.metric().errors(), error, null, pairs).increment();
    }
  }

  private String[] usable(int most, String name, String... tags) {
    if (tags != null && tags.length > 2 * most) {
      log.warnOnce("Apm: " + name + " has more than " + most + " tags; the rest is dropped");
    }
    return TagNames.usable(most, tags);
  }
}
