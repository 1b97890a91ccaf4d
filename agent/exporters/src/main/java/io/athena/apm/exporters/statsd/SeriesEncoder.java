package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Sample;

/** Writes the lines of one series, and stores how much of it was sent. */
interface SeriesEncoder {

  /**
   * Writes the values that were not sent yet.
   *
   * @return false if the flush has to end
   */
  boolean encode(Sample sample, LineSink sink);

  /** Whether a part of a sample was not sent. */
  boolean isUnsent(Sample sample);

  /**
   * A packet with a part of this series was sent.
   *
   * @param bucket of a histogram's value; ignored by the others
   */
  void sent(int bucket, long amount);
}
