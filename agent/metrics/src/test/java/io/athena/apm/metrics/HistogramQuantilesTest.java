package io.athena.apm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Quantiles of recorded values, next to those of the same values sorted. */
class HistogramQuantilesTest {

  private static final double[] QUANTILES = {0, 0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1};
  private static final double BOUND = 0.011;

  /** Durations in nanoseconds as services have them, and shapes that are hard on buckets. */
  enum Shape {
    CONSTANT,
    SMALL_COUNTS,
    UNIFORM,
    EXPONENTIAL,
    LOG_NORMAL,
    HEAVY_TAIL,
    HITS_AND_MISSES,
    ALL_MAGNITUDES;

    private double next(Random random) {
      return switch (this) {
        case CONSTANT -> 12_345_678;
        case SMALL_COUNTS -> random.nextInt(55);
        case UNIFORM -> random.nextInt(1_000_000_000);
        case EXPONENTIAL -> -2e6 * Math.log(1 - random.nextDouble());
        case LOG_NORMAL -> Math.exp(15 + 2 * random.nextGaussian());
        case HEAVY_TAIL -> 1e5 / Math.pow(1 - random.nextDouble(), 1.5);
        case HITS_AND_MISSES -> random.nextInt(10) == 0 ? 8e8 + random.nextInt(100_000) : 25;
        case ALL_MAGNITUDES -> Math.pow(2, 62 * random.nextDouble());
      };
    }

    long[] values(int count) {
      Random random = new Random(42);
      long[] values = new long[count];
      Arrays.setAll(values, i -> (long) next(random));
      return values;
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyQuantile_isWithin1Point1PercentOfTheExactOne(Shape shape) {
    for (int count : new int[] {1, 2, 10, 999, 20_000}) {
      long[] values = shape.values(count);
      Histogram histogram = new Histogram();
      for (long value : values) {
        histogram.record(value);
      }
      Arrays.sort(values);
      assertQuantiles(
          new PendingValues().load(histogram.distribution(), Distribution.EMPTY), values);
    }
  }

  private static void assertQuantiles(PendingValues recorded, long[] sorted) {
    for (double q : QUANTILES) {
      double exact = sorted[Math.max(1, (int) Math.ceil(q * sorted.length)) - 1];
      assertThat(recorded.quantile(q))
          .as("quantile %s of %s values", q, sorted.length)
          .isCloseTo(exact, within(exact < 55 ? 0 : exact * BOUND));
    }
  }
}
