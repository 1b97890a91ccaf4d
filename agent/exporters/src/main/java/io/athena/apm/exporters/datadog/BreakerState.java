package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.ServiceCheck;
import io.athena.apm.core.metrics.Sample;
import io.athena.apm.core.metrics.Series;
import io.athena.apm.exporters.statsd.DogStatsdNames;

/**
 * The state of a circuit breaker: a gauge, and a service check, which Datadog has words for.
 * Whoever measures a breaker under this name has both.
 */
final class BreakerState implements SentSeries {

  private static final String METRIC = "circuit_breaker.state";

  private final SentGauge gauge;
  private final DogStatsdNames names;

  BreakerState(DogStatsdNames names) {
    this.gauge = new SentGauge(names);
    this.names = names;
  }

  /** Whether a gauge is one. */
  static boolean isOne(Series series) {
    return series.metric().name().equals(METRIC);
  }

  @Override
  public void write(Sample sample, Lines lines) {
    gauge.write(sample, lines);
    lines.check(
        ServiceCheck.builder()
            .withName(METRIC)
            .withStatus(status((int) ((Sample.Value) sample).value()))
            .withTags(names.tags())
            .build());
  }

  @Override
  public boolean isUnsent(Sample sample) {
    return gauge.isUnsent(sample);
  }

  @Override
  public void delivered(Sample sample) {
    gauge.delivered(sample);
  }

  private static ServiceCheck.Status status(int state) {
    return switch (state) {
      case 0 -> ServiceCheck.Status.OK;
      case 1 -> ServiceCheck.Status.WARNING;
      case 2, 3 -> ServiceCheck.Status.CRITICAL;
      default -> ServiceCheck.Status.UNKNOWN;
    };
  }
}
