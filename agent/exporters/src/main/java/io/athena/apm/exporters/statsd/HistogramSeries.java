package io.athena.apm.exporters.statsd;

import io.athena.apm.core.metrics.Unit;

/**
 * What a dialect needs to know of a histogram to write its values.
 *
 * @param text what stands around the values
 * @param unit of recorded values
 * @param delivered how much of it has gone out
 */
record HistogramSeries(SeriesText text, Unit unit, DeliveredDistribution delivered) {

  /** Whether values are durations. */
  boolean duration() {
    return unit == Unit.NANOSECONDS || unit == Unit.MILLISECONDS;
  }

  /** By what recorded values are divided before they leave. */
  double divisor() {
    return unit.divisor();
  }
}
