package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.PendingValues;

/** Writes the values of a histogram in a dialect, so that the server's count is exact. */
interface HistogramForm {

  /** Writes one or more values with counts, in lines as needed; false if the flush has to end. */
  boolean write(HistogramEncoder series, PendingValues pending, LineSink sink);
}
