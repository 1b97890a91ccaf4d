package io.athena.apm.exporters.datadog;

import io.athena.apm.core.metrics.Sample;
import io.athena.apm.exporters.statsd.DogStatsdNames;

/** A counter leaves as what it has gained. */
final class SentCounter implements SentSeries {

  private final DogStatsdNames names;
  private long delivered;

  SentCounter(DogStatsdNames names) {
    this.names = names;
  }

  /** What has not been delivered. */
  long gained(Sample sample) {
    return ((Sample.Count) sample).total() - delivered;
  }

  @Override
  public void write(Sample sample, Lines lines) {
    if (isUnsent(sample)) {
      lines.counter(names, gained(sample));
    }
  }

  @Override
  public boolean isUnsent(Sample sample) {
    return gained(sample) > 0;
  }

  @Override
  public void delivered(Sample sample) {
    delivered = ((Sample.Count) sample).total();
  }
}
