package io.athena.apm.exporters.statsd;

/** How a dialect writes the values of a histogram: so that the server's count is exact. */
interface HistogramForm {

  /**
   * Writes values and counts, in as many lines as it takes.
   *
   * @param interval at least one value
   * @return false when the flush can't go on
   */
  boolean write(HistogramSeries series, Interval interval, LineSink sink);
}
