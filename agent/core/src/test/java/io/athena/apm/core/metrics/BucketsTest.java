package io.athena.apm.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketsTest {

  @Test
  void valueBelow64_hasABucketOfItsOwn() {
    for (int value = 0; value < 64; value++) {
      assertThat(Buckets.index(value)).isEqualTo(value);
      assertThat(Buckets.lowerBound(value)).isEqualTo(value);
      assertThat(Buckets.middle(value)).isEqualTo(value);
    }
  }

  @Test
  void everyValueUpTo65536_liesInItsBucket() {
    for (long value = 0; value <= 1 << 16; value++) {
      assertLiesInItsBucket(value);
    }
  }

  @Test
  void everyRandomValue_liesInItsBucket() {
    Random random = new Random(2026);
    for (int i = 0; i < 1_000_000; i++) {
      assertLiesInItsBucket(random.nextLong() >>> (1 + random.nextInt(63)));
    }
  }

  @Test
  void everyBucket_beginsAtItsLowerBound_andEndsBeforeTheNext() {
    for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
      assertThat(Buckets.index(Buckets.lowerBound(bucket))).isEqualTo(bucket);
      assertThat(Buckets.index(last(bucket))).isEqualTo(bucket);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "63, 63",
    "64, 64",
    "65, 64",
    "66, 65",
    "127, 95",
    "128, 96",
    "131, 96",
    "132, 97",
    "255, 127"
  })
  void value_hasTheBucketOfTheComment(long value, int bucket) {
    assertThat(Buckets.index(value)).isEqualTo(bucket);
  }

  @Test
  void powerOfTwo_beginsABucket() {
    for (int power = 0; power < 63; power++) {
      long value = 1L << power;
      assertThat(Buckets.lowerBound(Buckets.index(value))).isEqualTo(value);
      assertThat(Buckets.index(value - 1)).isEqualTo(Buckets.index(value) - 1);
    }
  }

  @Test
  void largestLong_isInTheLastBucket() {
    assertThat(Buckets.index(Long.MAX_VALUE)).isEqualTo(Buckets.COUNT - 1).isEqualTo(1_887);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, -64, Integer.MIN_VALUE, Long.MIN_VALUE})
  void negativeValue_belongsToTheFirstBucket(long value) {
    assertThat(Buckets.index(value)).isZero();
  }

  @Test
  void middle_isAtMostOne64thFromBothEnds() {
    for (int bucket = 1; bucket < Buckets.COUNT; bucket++) {
      double middle = Buckets.middle(bucket);
      double first = Buckets.lowerBound(bucket);
      assertThat(Math.abs(middle - first) / first).isLessThanOrEqualTo(1 / 64.0);
      assertThat(Math.abs(middle - last(bucket)) / last(bucket)).isLessThanOrEqualTo(1 / 64.0);
    }
  }

  private static void assertLiesInItsBucket(long value) {
    int bucket = Buckets.index(value);
    if (value < Buckets.lowerBound(bucket) || value > last(bucket)) {
      assertThat(value).isBetween(Buckets.lowerBound(bucket), last(bucket));
    }
  }

  private static long last(int bucket) {
    return bucket == Buckets.COUNT - 1 ? Long.MAX_VALUE : Buckets.lowerBound(bucket + 1) - 1;
  }
}
