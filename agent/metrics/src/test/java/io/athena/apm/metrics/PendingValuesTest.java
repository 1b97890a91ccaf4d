package io.athena.apm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PendingValuesTest {

  private final Histogram histogram = new Histogram();
  private final PendingValues pending = new PendingValues();

  @Test
  void noValues_haveNoQuantile() {
    pending.load(Distribution.EMPTY, Distribution.EMPTY);

    assertThat(pending.count()).isZero();
    assertThat(pending.size()).isZero();
    assertThat(pending.quantile(0.5)).isNaN();
  }

  @Test
  void values_comeInOrder_withTheirCounts() {
    load(40, 7, 40, 0, 40);

    assertThat(pending.size()).isEqualTo(3);
    assertThat(pending.value(0)).isZero();
    assertThat(pending.value(1)).isEqualTo(7);
    assertThat(pending.value(2)).isEqualTo(40);
    assertThat(pending.count(2)).isEqualTo(3);
  }

  @Test
  void rank_hasItsValue() {
    load(40, 7, 40, 0, 40);

    assertThat(pending.indexOf(0)).isZero();
    assertThat(pending.indexOf(1)).isEqualTo(1);
    assertThat(pending.indexOf(2)).isEqualTo(2);
    assertThat(pending.indexOf(4)).isEqualTo(2);
    assertThat(pending.end(1)).isEqualTo(2);
  }

  @Test
  void quantile_isTheValueOfItsRank() {
    load(1, 2, 3, 4);

    assertThat(pending.quantile(0)).isEqualTo(1);
    assertThat(pending.quantile(0.25)).isEqualTo(1);
    assertThat(pending.quantile(0.26)).isEqualTo(2);
    assertThat(pending.quantile(0.5)).isEqualTo(2);
    assertThat(pending.quantile(0.75)).isEqualTo(3);
    assertThat(pending.quantile(0.76)).isEqualTo(4);
    assertThat(pending.quantile(1)).isEqualTo(4);
  }

  @Test
  void quantile_ofOneValue_isThatValue() {
    load(5);

    assertThat(pending.quantile(0)).isEqualTo(5);
    assertThat(pending.quantile(0.5)).isEqualTo(5);
    assertThat(pending.quantile(1)).isEqualTo(5);
  }

  @Test
  void valuesOfAnEarlierDistribution_areNotPending() {
    histogram.record(5);
    histogram.record(6);
    Distribution earlier = histogram.distribution();
    histogram.record(6);
    histogram.record(1);
    histogram.record(1_000);

    pending.load(histogram.distribution(), earlier);

    assertThat(pending.count()).isEqualTo(3);
    assertThat(pending.sum()).isEqualTo(1_007);
    assertThat(pending.size()).isEqualTo(3);
    assertThat(pending.value(1)).isEqualTo(6);
    assertThat(pending.count(1)).isEqualTo(1);
  }

  @Test
  void distributionMinusItself_isEmpty() {
    load(1, 1, 99);
    pending.load(histogram.distribution(), histogram.distribution());

    assertThat(pending.count()).isZero();
    assertThat(pending.sum()).isZero();
    assertThat(pending.quantile(1)).isNaN();
  }

  private void load(long... values) {
    for (long value : values) {
      histogram.record(value);
    }
    pending.load(histogram.distribution(), Distribution.EMPTY);
  }
}
