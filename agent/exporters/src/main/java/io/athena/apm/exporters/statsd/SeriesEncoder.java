package io.athena.apm.exporters.statsd;

import io.athena.apm.core.metrics.Sample;

/** Writes the lines of one series and knows how much of it has gone out. */
interface SeriesEncoder {

  /**
   * Writes what has not gone out yet, if anything.
   *
   * @return false when the flush can't go on
   */
  boolean encode(Sample sample, LineSink sink);

  /** Whether anything of it has not gone out. */
  boolean isUnsent(Sample sample);
}
