package io.athena.apm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The buckets, next to OTLP's definition: bucket i has the values in (base^i, base^(i+1)]. */
class BucketsTest {

  private static final int SCALE = 32;
  private static final int OFFSET = 32; // of our index to OTLP's

  /** A sample in the ordinary build, all with {@code -Pexhaustive}. */
  private static final int RANDOM_VALUES =
      Boolean.getBoolean("athena.exhaustive") ? 1_000_000 : 20_000;

  @Test
  void everyValueUpTo65536_hasTheBucketOfTheDefinition() {
    for (long value = 1; value <= 1 << 16; value++) {
      assertLiesInItsBucket(value);
    }
  }

  @Test
  void everyRandomValue_hasTheBucketOfTheDefinition() {
    Random random = new Random(2026);
    for (int i = 0; i < RANDOM_VALUES; i++) {
      assertLiesInItsBucket(Math.max(1, random.nextLong() >>> (1 + random.nextInt(63))));
    }
  }

  /** All 2,016 bounds of OTLP's that are longs: the powers of two and 31 between each pair. */
  @Test
  void everyBound_isTheLastOfItsBucket_andTheNextNumberIsNot() {
    for (int i = 1; i < 63 * SCALE; i++) {
      long bound = bound(i);
      assertThat(Buckets.index(bound)).isLessThan(i + OFFSET);
      assertThat(Buckets.index(bound + 1)).isGreaterThanOrEqualTo(i + OFFSET);
      assertThat(Buckets.upperBound(i + OFFSET - 1)).isEqualTo(bound);
    }
  }

  @Test
  void powerOfTwo_endsItsBucket() {
    for (int power = 0; power < 63; power++) {
      long value = 1L << power;
      assertThat(Buckets.index(value)).isEqualTo(power * SCALE - 1 + OFFSET);
      assertThat(Buckets.upperBound(Buckets.index(value))).isEqualTo(value);
      assertThat(Buckets.index(value + 1)).isGreaterThan(Buckets.index(value));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0", "1, 31", "2, 63", "3, 82", "4, 95", "5, 106", "54, 216", "55, 217", "56, 217", "57, 218"
  })
  void value_hasTheBucketOfTheComment(long value, int bucket) {
    assertThat(Buckets.index(value)).isEqualTo(bucket);
  }

  @Test
  void bucketWithOneWholeNumber_standsForThatNumber() {
    for (long value = 0; value < 1_000; value++) {
      int bucket = Buckets.index(value);
      boolean isAlone = Buckets.index(value - 1) < bucket && Buckets.index(value + 1) > bucket;
      if (value == 0 || isAlone) {
        assertThat(Buckets.middle(bucket)).isEqualTo((double) value);
      }
    }
  }

  @Test
  void wholeNumbersUpTo54_haveABucketEach() {
    for (long value = 0; value <= 54; value++) {
      assertThat(Buckets.middle(Buckets.index(value))).isEqualTo((double) value);
    }
  }

  @Test
  void largestLong_isInTheLastBucket() {
    assertThat(Buckets.index(Long.MAX_VALUE)).isEqualTo(Buckets.COUNT - 1).isEqualTo(2_047);
    assertThat(Buckets.upperBound(Buckets.COUNT - 1)).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, -64, Integer.MIN_VALUE, Long.MIN_VALUE})
  void negativeValue_belongsToTheBucketOfZero(long value) {
    assertThat(Buckets.index(value)).isZero();
  }

  @Test
  void middle_isWithin1Point1Percent_ofAllValuesOfItsBucket() {
    for (int bucket = 1; bucket < Buckets.COUNT; bucket++) {
      double first = (double) (Buckets.upperBound(bucket - 1) + 1);
      double last = (double) Buckets.upperBound(bucket);
      if (first <= last) {
        double middle = Buckets.middle(bucket);
        assertThat(middle - first).isBetween(0.0, 0.01095 * first);
        assertThat(last - middle).isBetween(0.0, 0.01095 * last);
      }
    }
  }

  private static void assertLiesInItsBucket(long value) {
    int i = Buckets.index(value) - OFFSET;
    if (value <= bound(i) || value > bound(i + 1)) {
      assertThat(value).as("OTLP's bucket %s", i).isBetween(bound(i) + 1, bound(i + 1));
    }
  }

  /** The largest whole number up to base^i. */
  private static long bound(int i) {
    if (i < 0) {
      return 0;
    }
    return Bounds.ALL[i];
  }

  private static final class Bounds {

    private static final long[] ALL = new long[63 * SCALE + 1];

    static {
      for (int i = 0; i < ALL.length; i++) {
        BigInteger bound = BigInteger.ONE.shiftLeft(i);
        for (int root = SCALE; root > 1; root /= 2) {
          bound = bound.sqrt();
        }
        ALL[i] = bound.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
      }
    }
  }
}
