package io.athena.apm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistributionTest {

  @Test
  void anyCounts_areReadAsTheyWereWritten_withoutEmptyBuckets() {
    Random random = new Random(3);
    for (int run = 0; run < 1_000; run++) {
      long[] counts = new long[Buckets.COUNT];
      List<String> kept = new ArrayList<>();
      for (int bucket = random.nextInt(200);
          bucket < Buckets.COUNT;
          bucket += 1 + random.nextInt(200)) {
        counts[bucket] =
            random.nextInt(5) == 0 ? 0 : random.nextLong() >>> (8 + random.nextInt(50));
        if (counts[bucket] != 0) {
          kept.add(bucket + ":" + counts[bucket]);
        }
      }

      assertThat(all(Distribution.of(counts, 0))).isEqualTo(kept);
    }
  }

  @Test
  void firstAndLastBucket_areBuckets() {
    assertThat(all(of(0, Long.MAX_VALUE))).containsExactly("0:1", "2047:1");
  }

  @Test
  void empty_hasNothing() {
    assertThat(Distribution.EMPTY.count()).isZero();
    assertThat(Distribution.EMPTY.sum()).isZero();
    assertThat(all(Distribution.EMPTY)).isEmpty();
  }

  @Test
  void plus_addsCountsAndSums() {
    PendingValues both = new PendingValues().load(of(1, 2).plus(of(2, 40)), Distribution.EMPTY);

    assertThat(both.count()).isEqualTo(4);
    assertThat(both.sum()).isEqualTo(45);
    assertThat(both.size()).isEqualTo(3);
    assertThat(both.value(1)).isEqualTo(2);
    assertThat(both.count(1)).isEqualTo(2);
  }

  @Test
  void plus_leavesItsOperandsAlone() {
    Distribution one = of(1);
    Distribution two = of(2);

    assertThat(one.plus(two).count()).isEqualTo(2);
    assertThat(one.count()).isEqualTo(1);
    assertThat(all(two)).containsExactly("63:1");
  }

  private static List<String> all(Distribution distribution) {
    PendingValues values = new PendingValues().load(distribution, Distribution.EMPTY);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      all.add(values.bucket(i) + ":" + values.count(i));
    }
    return all;
  }

  private static Distribution of(long... values) {
    Histogram histogram = new Histogram();
    for (long value : values) {
      histogram.record(value);
    }
    return histogram.distribution();
  }
}
