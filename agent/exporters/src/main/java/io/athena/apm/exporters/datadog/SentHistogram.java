package io.athena.apm.exporters.datadog;

import io.athena.apm.core.metrics.Distribution;
import io.athena.apm.core.metrics.Sample;
import io.athena.apm.core.metrics.Unit;
import io.athena.apm.exporters.statsd.DeliveredDistribution;
import io.athena.apm.exporters.statsd.DogStatsdNames;

/** A histogram leaves as the values that it has gained. */
final class SentHistogram implements SentSeries {

  private final DogStatsdNames names;
  private final Unit unit;
  private final DeliveredDistribution delivered;
  private final ExactWeights weights;

  /**
   * Nothing delivered yet.
   *
   * @param weights writes the values, of all histograms of an exporter
   */
  SentHistogram(
      DogStatsdNames names, Unit unit, DeliveredDistribution delivered, ExactWeights weights) {
    this.names = names;
    this.unit = unit;
    this.delivered = delivered;
    this.weights = weights;
  }

  @Override
  public void write(Sample sample, Lines lines) {
    if (isUnsent(sample)) {
      delivered.subtractFrom(distribution(sample), weights.gained());
      weights.write(names, unit.divisor(), lines);
    }
  }

  @Override
  public boolean isUnsent(Sample sample) {
    return distribution(sample).count() > delivered.count();
  }

  @Override
  public void delivered(Sample sample) {
    if (isUnsent(sample)) {
      delivered.become(distribution(sample));
    }
  }

  private static Distribution distribution(Sample sample) {
    return ((Sample.Recorded) sample).distribution();
  }
}
