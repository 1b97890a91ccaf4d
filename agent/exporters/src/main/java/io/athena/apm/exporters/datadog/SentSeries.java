package io.athena.apm.exporters.datadog;

import io.athena.apm.core.metrics.Sample;

/** One series: its names, and what of it has been delivered. */
interface SentSeries {

  /** Writes what has not been delivered. */
  void write(Sample sample, Lines lines);

  /** Whether anything of a sample has not been delivered. */
  boolean isUnsent(Sample sample);

  /** All of a sample has been delivered. */
  void delivered(Sample sample);
}
