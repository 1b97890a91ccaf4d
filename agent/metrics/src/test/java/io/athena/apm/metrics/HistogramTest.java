package io.athena.apm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class HistogramTest {

  private final Histogram histogram = new Histogram();

  @Test
  void emptyHistogram_hasNoValues() {
    assertThat(histogram.distribution().count()).isZero();
    assertThat(histogram.distribution().sum()).isZero();
  }

  @Test
  void countAndSum_areExact() {
    Random random = new Random(7);
    long sum = 0;
    for (int i = 0; i < 10_000; i++) {
      long value = random.nextInt(1_000_000_000);
      sum += value;
      histogram.record(value);
    }

    assertThat(histogram.distribution().count()).isEqualTo(10_000);
    assertThat(histogram.distribution().sum()).isEqualTo(sum);
  }

  @Test
  void negativeValue_countsAsZero() {
    histogram.record(-5);
    histogram.record(Long.MIN_VALUE);
    histogram.record(3);

    PendingValues recorded = recorded();
    assertThat(recorded.count()).isEqualTo(3);
    assertThat(recorded.sum()).isEqualTo(3);
    assertThat(recorded.value(0)).isZero();
    assertThat(recorded.count(0)).isEqualTo(2);
  }

  @Test
  void largestLong_isRecorded() {
    histogram.record(Long.MAX_VALUE);

    assertThat(histogram.distribution().count()).isEqualTo(1);
    assertThat(histogram.distribution().sum()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void severalThreads_loseNothing() throws Exception {
    Together.run(
        8,
        thread -> {
          for (int i = 0; i < 50_000; i++) {
            histogram.record(i);
          }
        });

    PendingValues recorded = recorded();
    assertThat(recorded.count()).isEqualTo(400_000);
    assertThat(recorded.sum()).isEqualTo(8 * (49_999L * 50_000 / 2));
    assertThat(recorded.count(0)).as("zeros").isEqualTo(8);
  }

  @Test
  void threadsThatMakeABucketTogether_loseNothing() throws Exception {
    int rounds = 2_000;
    int threads = 4;
    Histogram[] fresh = new Histogram[rounds];
    Arrays.setAll(fresh, i -> new Histogram());
    CyclicBarrier round = new CyclicBarrier(threads);

    Together.run(
        threads,
        thread -> {
          for (Histogram each : fresh) {
            round.await();
            each.record(1_000);
          }
        });

    assertThat(fresh).allMatch(each -> each.distribution().count() == threads);
  }

  @Test
  void distribution_isNotChangedByWhatIsRecordedLater() {
    histogram.record(1);
    Distribution earlier = histogram.distribution();
    histogram.record(1);

    assertThat(earlier.count()).isEqualTo(1);
  }

  @Test
  void recording_allocatesNothing_onceARangeHasBeenSeen() {
    long allocated =
        AllocatedBytes.of(
            () -> {
              for (int i = 0; i < 200_000; i++) {
                histogram.record(i);
              }
            });

    assertThat(allocated).isZero();
  }

  @Test
  void sampleOfAnIdleHistogram_isTheOneBefore() {
    Series series = new Series(Metric.duration("d", List.of(), ""), Tags.NONE);
    histogram.record(9);
    Sample first = histogram.sample(series);

    assertThat(histogram.sample(series)).isSameAs(first);
    histogram.record(0);
    assertThat(histogram.sample(series)).isNotSameAs(first);
  }

  @Test
  void sample_carriesTheDistributionOfItsSeries() {
    histogram.record(9);
    Series series = new Series(Metric.duration("d", List.of(), ""), Tags.NONE);

    Sample sample = histogram.sample(series);

    assertThat(sample).isInstanceOf(Sample.Recorded.class);
    assertThat(sample.series()).isSameAs(series);
    assertThat(((Sample.Recorded) sample).distribution().sum()).isEqualTo(9);
  }

  private PendingValues recorded() {
    return new PendingValues().load(histogram.distribution(), Distribution.EMPTY);
  }
}
