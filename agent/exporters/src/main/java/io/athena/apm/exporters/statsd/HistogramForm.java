package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.PendingValues;

/** Writes the values of a histogram in a dialect, so that the server's count is exact. */
interface HistogramForm {

  /**
   * Writes values and their counts, in as many lines as necessary.
   *
   * @param pending at least one value
   * @return false if the flush has to end
   */
  boolean write(HistogramEncoder series, PendingValues pending, LineSink sink);
}
