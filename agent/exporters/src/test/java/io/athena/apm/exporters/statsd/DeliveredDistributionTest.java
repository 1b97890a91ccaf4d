package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.metrics.Distribution;
import io.athena.apm.core.metrics.Sample;
import io.athena.apm.exporters.TestMetrics;
import org.junit.jupiter.api.Test;

class DeliveredDistributionTest {

  private final TestMetrics metrics = new TestMetrics();
  private final BucketCounts counts = new BucketCounts();
  private final DeliveredDistribution delivered = new DeliveredDistribution(counts);
  private final Interval gained = new Interval();

  @Test
  void distributionThatHasGoneOutWhole_leavesNothing() {
    record(3, 40, 40);
    delivered.become(distribution());
    delivered.subtractFrom(distribution(), gained);

    assertThat(gained.count()).isZero();
    assertThat(delivered.count()).isEqualTo(3);
  }

  @Test
  void whatComesLater_isLeft_alsoWhereAnotherHistogramCameBetween() {
    DeliveredDistribution other = new DeliveredDistribution(counts);
    record(3, 40, 40);
    delivered.become(distribution());
    record(1, 40);
    other.become(distribution());
    delivered.subtractFrom(distribution(), gained);

    assertThat(gained.size()).isEqualTo(2);
    assertThat(gained.value(0)).isEqualTo(1);
    assertThat(gained.count(0)).isEqualTo(1);
    assertThat(gained.count(1)).isEqualTo(1);
    other.subtractFrom(distribution(), gained);
    assertThat(gained.count()).isZero();
  }

  private void record(long... values) {
    for (long value : values) {
      metrics.duration("d").record(value);
    }
  }

  private Distribution distribution() {
    return ((Sample.Recorded) metrics.snapshot().samples().get(0)).distribution();
  }
}
