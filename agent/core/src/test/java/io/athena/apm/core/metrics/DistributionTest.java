package io.athena.apm.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DistributionTest {

  @Test
  void bucket_isFoundByItsValue() {
    for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
      assertThat(Distribution.bucketOf(Buckets.middle(bucket))).isEqualTo(bucket);
    }
  }

  @Test
  void empty_hasNoQuantile() {
    assertThat(Distribution.EMPTY.count()).isZero();
    assertThat(Distribution.EMPTY.sum()).isZero();
    assertThat(Distribution.EMPTY.size()).isZero();
    assertThat(Distribution.EMPTY.quantile(0.5)).isNaN();
  }

  @Test
  void values_comeInOrder_withTheirCounts() {
    Distribution recorded = of(40, 7, 40, 0, 40);

    assertThat(recorded.size()).isEqualTo(3);
    assertThat(recorded.value(0)).isZero();
    assertThat(recorded.value(1)).isEqualTo(7);
    assertThat(recorded.value(2)).isEqualTo(40);
    assertThat(recorded.count(2)).isEqualTo(3);
  }

  @Test
  void quantile_isTheValueOfItsRank() {
    Distribution recorded = of(1, 2, 3, 4);

    assertThat(recorded.quantile(0)).isEqualTo(1);
    assertThat(recorded.quantile(0.25)).isEqualTo(1);
    assertThat(recorded.quantile(0.26)).isEqualTo(2);
    assertThat(recorded.quantile(0.5)).isEqualTo(2);
    assertThat(recorded.quantile(0.75)).isEqualTo(3);
    assertThat(recorded.quantile(0.76)).isEqualTo(4);
    assertThat(recorded.quantile(1)).isEqualTo(4);
  }

  @Test
  void quantile_ofOneValue_isThatValue() {
    assertThat(of(5).quantile(0)).isEqualTo(5);
    assertThat(of(5).quantile(0.5)).isEqualTo(5);
    assertThat(of(5).quantile(1)).isEqualTo(5);
  }

  @Test
  void minus_leavesWhatCameSince() {
    Histogram histogram = new Histogram();
    histogram.record(5);
    histogram.record(6);
    Distribution earlier = histogram.distribution();
    histogram.record(6);
    histogram.record(1_000);

    Distribution gained = histogram.distribution().minus(earlier);

    assertThat(gained.count()).isEqualTo(2);
    assertThat(gained.sum()).isEqualTo(1_006);
    assertThat(gained.value(0)).isEqualTo(6);
    assertThat(gained.count(0)).isEqualTo(1);
  }

  @Test
  void minus_itself_isEmpty() {
    Distribution nothing = of(1, 1, 99).minus(of(1, 1, 99));

    assertThat(nothing.count()).isZero();
    assertThat(nothing.sum()).isZero();
    assertThat(nothing.size()).isZero();
    assertThat(nothing.quantile(1)).isNaN();
  }

  @Test
  void minus_empty_changesNothing() {
    assertThat(of(1, 2).minus(Distribution.EMPTY).count()).isEqualTo(2);
  }

  @Test
  void plus_addsCountsAndSums() {
    Distribution both = of(1, 2).plus(of(2, 50));

    assertThat(both.count()).isEqualTo(4);
    assertThat(both.sum()).isEqualTo(55);
    assertThat(both.size()).isEqualTo(3);
    assertThat(both.value(1)).isEqualTo(2);
    assertThat(both.count(1)).isEqualTo(2);
  }

  @Test
  void plus_takesBackWhatMinusTook() {
    Distribution earlier = of(3, 70);
    Distribution later = of(3, 70, 70, 1_000_000);

    Distribution whole = later.minus(earlier).plus(earlier);

    assertThat(whole.count()).isEqualTo(later.count());
    assertThat(whole.sum()).isEqualTo(later.sum());
    assertThat(whole.quantile(1)).isEqualTo(later.quantile(1));
  }

  @Test
  void plusAndMinus_leaveTheirOperandsAlone() {
    Distribution one = of(1);
    Distribution two = of(2);

    assertThat(one.plus(two).minus(one).count()).isEqualTo(1);
    assertThat(one.count()).isEqualTo(1);
    assertThat(one.value(0)).isEqualTo(1);
    assertThat(two.value(0)).isEqualTo(2);
  }

  private static Distribution of(long... values) {
    Histogram histogram = new Histogram();
    for (long value : values) {
      histogram.record(value);
    }
    return histogram.distribution();
  }
}
