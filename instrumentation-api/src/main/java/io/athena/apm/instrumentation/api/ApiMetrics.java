package io.athena.apm.instrumentation.api;

import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Unit;
import java.util.List;

/**
 * The metrics of measurements by hand: the metrics of spans, which contain the span's name, and
 * metrics that instrumentations of libraries report to as well. Those are declared like the
 * libraries' own, so that they share their series; a test of the finished agent compares them.
 */
public final class ApiMetrics {

  static final Metric ANALYSIS_DURATION =
      Metric.duration(
          "ai.analysis.duration",
          List.of("operation", "provider", "model", "outcome", "error"),
          "Analyses recorded by hand, where their duration is known.");

  static final Metric ANALYSIS_TOTAL =
      Metric.counter(
          "ai.analysis.total",
          List.of("operation", "provider", "model", "outcome"),
          "Analyses recorded by hand.");

  static final Metric ANALYSIS_ERROR =
      Metric.counter(
          "ai.analysis.error",
          List.of("operation", "provider", "model", "error"),
          "Analyses recorded by hand as failed.");

  static final Metric HIT =
      Metric.counter("cache.hit", List.of("cache", "library"), "Hits recorded by hand.");

  static final Metric MISS =
      Metric.counter("cache.miss", List.of("cache", "library"), "Misses recorded by hand.");

  static final Metric EVENT =
      Metric.counter(
          "circuit_breaker.event", List.of("name", "library", "event"), "Events recorded by hand.");

  /** The metrics that libraries report to as well. */
  public static final List<Metric> SHARED =
      List.of(ANALYSIS_DURATION, ANALYSIS_TOTAL, ANALYSIS_ERROR, HIT, MISS, EVENT);

  /** The metrics of any span, for the reference page. */
  public static final List<Metric> SPANS =
      List.of(
          spanDuration("<span>", TagNames.of()),
          spanTotal("<span>", TagNames.of()),
          spanError("<span>", TagNames.of()));

  private ApiMetrics() {}

  static Metric spanDuration(String span, TagNames tags) {
    return Metric.duration(
        span + ".duration",
        tags.and("outcome", "error"),
        "How long it took. Beside these tags it has its own.");
  }

  static Metric spanTotal(String span, TagNames tags) {
    return Metric.counter(span + ".total", tags.and("outcome"), "How often it ended.");
  }

  static Metric spanError(String span, TagNames tags) {
    return Metric.counter(
        span + ".error",
        tags.and("error"),
        "How often it failed, by the exception's simple class name.");
  }

  static Metric counter(String name, TagNames tags) {
    return Metric.counter(name, tags.and(), "");
  }

  static Metric gauge(String name, TagNames tags) {
    return Metric.gauge(name, Unit.COUNT, tags.and(), "");
  }

  static Metric histogram(String name, TagNames tags) {
    return Metric.histogram(name, Unit.COUNT, tags.and(), "");
  }
}
