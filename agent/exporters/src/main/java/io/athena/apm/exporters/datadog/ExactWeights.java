package io.athena.apm.exporters.datadog;

import io.athena.apm.exporters.statsd.DogStatsdNames;
import io.athena.apm.exporters.statsd.Interval;
import java.util.Arrays;

/**
 * Writes how often each value was recorded, as values with rates. Used again for each histogram.
 *
 * <p>The client writes a rate with six digits, rounded to even, and of the rates 1/1 to 1/100 the
 * Agent turns 43 of those back into the wrong count. So only weights are used whose rate has no
 * more than six digits, and a count is written as a sum of those: 7 is 5 + 2.
 */
final class ExactWeights {

  private static final int[] WEIGHTS = {
    1_000_000, 100_000, 10_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1
  };

  /** Values in one call; the client breaks lines that are longer than a packet itself. */
  private static final int MOST_VALUES = 100;

  private final Interval gained = new Interval();
  private final double[] values = new double[MOST_VALUES];

  /** Nothing to write yet. */
  ExactWeights() {}

  /** What is to be written: to be filled before each time. */
  Interval gained() {
    return gained;
  }

  /**
   * Writes it.
   *
   * @param divisor by what values are divided before they leave
   */
  void write(DogStatsdNames names, double divisor, Lines lines) {
    long[] counts = counts();
    for (int weight : WEIGHTS) {
      int size = 0;
      for (int i = 0; i < counts.length; i++) {
        for (; counts[i] >= weight; counts[i] -= weight) {
          values[size++] = gained.value(i) / divisor;
          if (size == MOST_VALUES) {
            lines.distribution(names, values, weight);
            size = 0;
          }
        }
      }
      if (size > 0) {
        lines.distribution(names, Arrays.copyOf(values, size), weight);
      }
    }
  }

  private long[] counts() {
    long[] counts = new long[gained.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = gained.count(i);
    }
    return counts;
  }
}
