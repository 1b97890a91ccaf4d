package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedCountsTest {

  private final PackedCounts packed = new PackedCounts();
  private final BucketCounts counts = new BucketCounts();

  @Test
  void noCounts_areNoBytes() {
    packed.load(counts);

    assertThat(counts.size()).isZero();
    assertThat(packed.heldBytes()).isZero();
  }

  @Test
  void anyCounts_areGivenBack_withoutThoseOfEmptyBuckets() {
    Random random = new Random(3);
    for (int run = 0; run < 1_000; run++) {
      counts.clear();
      List<String> kept = new ArrayList<>();
      for (int bucket = random.nextInt(200); bucket < 1_888; bucket += 1 + random.nextInt(200)) {
        long count = random.nextInt(5) == 0 ? 0 : random.nextLong() >>> random.nextInt(64);
        counts.append(bucket, count);
        if (count != 0) {
          kept.add(bucket + ":" + count);
        }
      }
      packed.store(counts);
      packed.load(counts);

      assertThat(all()).isEqualTo(kept);
    }
  }

  @Test
  void firstBucketOfAll_isABucket() {
    counts.append(0, 7);
    packed.store(counts);
    packed.load(counts);

    assertThat(all()).containsExactly("0:7");
  }

  @Test
  void smallCounts_takeTwoBytesEach() {
    for (int bucket = 100; bucket < 150; bucket++) {
      counts.append(bucket, 127);
    }
    packed.store(counts);

    assertThat(packed.heldBytes()).isEqualTo(100 + 100 / 8);
  }

  @Test
  void histogramThatComesAgain_findsItsCounts_andTheOtherHasItsOwn() {
    PackedCounts other = new PackedCounts();
    counts.open(packed);
    counts.add(7, 3);
    counts.add(5, 1);
    counts.open(other);
    counts.add(7, 20);
    counts.open(packed);
    counts.add(7, -2);

    assertThat(all()).containsExactly("5:1", "7:1");
    counts.open(other);
    assertThat(all()).containsExactly("7:20");
  }

  /** They were 8 MB as two arrays of numbers; with all else that is kept, 4 MB are to hold them. */
  @Test
  void tenThousandHistogramsOfFiftyBuckets_areLessThanTwoMegabytes() {
    Random random = new Random(5);
    List<PackedCounts> histograms = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      PackedCounts histogram = new PackedCounts();
      counts.open(histogram);
      for (int bucket = 300; bucket < 350; bucket++) {
        counts.add(bucket, 1 + random.nextInt(1_000));
      }
      histograms.add(histogram);
    }
    counts.open(new PackedCounts());

    assertThat(histograms.stream().mapToInt(PackedCounts::heldBytes).sum())
        .isBetween(1_000_000, 2_000_000);
  }

  private List<String> all() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      all.add(counts.bucket(i) + ":" + counts.count(i));
    }
    return all;
  }
}
