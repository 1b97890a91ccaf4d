package io.athena.apm.instrumentation.api;

import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Registry;

/** The cells of all spans of one name. */
record SpanCells(
    TagNames tags, Family<Histogram> duration, Family<Counter> total, Family<Counter> errors)
    implements Tagged {

  static SpanCells of(Registry registry, String name, TagNames tags) {
    return new SpanCells(
        tags,
        registry.histograms(ApiMetrics.spanDuration(name, tags)),
        registry.counters(ApiMetrics.spanTotal(name, tags)),
        registry.counters(ApiMetrics.spanError(name, tags)));
  }

  /**
   * A span has ended.
   *
   * @param error the simple class name of what went wrong, or null
   * @param pairs its own tags, which fit
   */
  void ended(long nanos, String error, String... pairs) {
    String outcome = outcome(error);
    tags.cell(duration, outcome, error, pairs).record(nanos);
    tags.cell(total, outcome, null, pairs).increment();
    if (error != null) {
      tags.cell(errors, error, null, pairs).increment();
    }
  }

  static String outcome(String error) {
    return error == null ? "success" : "error";
  }
}
