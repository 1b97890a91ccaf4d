package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Sample;

/** Writes the lines of one series, and stores how much of it was sent. */
interface SeriesEncoder {

  /** Writes the values that were not sent yet; false if the flush has to end. */
  boolean encode(Sample sample, LineSink sink);

  boolean isUnsent(Sample sample);

  /** A packet with a part of this series was sent. Only histograms use the bucket. */
  void sent(int bucket, long amount);
}
