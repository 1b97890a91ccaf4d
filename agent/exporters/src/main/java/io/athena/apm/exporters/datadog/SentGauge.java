package io.athena.apm.exporters.datadog;

import io.athena.apm.core.metrics.Sample;
import io.athena.apm.exporters.statsd.DogStatsdNames;

/** A gauge leaves as it is, with every flush. */
final class SentGauge implements SentSeries {

  private final DogStatsdNames names;
  private double delivered = Double.NaN;

  SentGauge(DogStatsdNames names) {
    this.names = names;
  }

  @Override
  public void write(Sample sample, Lines lines) {
    lines.gauge(names, value(sample));
  }

  @Override
  public boolean isUnsent(Sample sample) {
    return value(sample) != delivered;
  }

  @Override
  public void delivered(Sample sample) {
    delivered = value(sample);
  }

  private static double value(Sample sample) {
    return ((Sample.Value) sample).value();
  }
}
