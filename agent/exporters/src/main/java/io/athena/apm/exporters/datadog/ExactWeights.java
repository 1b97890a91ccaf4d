package io.athena.apm.exporters.datadog;

import io.athena.apm.exporters.statsd.DogStatsdNames;
import io.athena.apm.metrics.PendingValues;
import java.util.Arrays;

/**
 * Writes the pending values of a histogram with their numbers of occurrences as rates. Reused for
 * all histograms of an exporter.
 *
 * <p>The client writes a rate with six digits, rounded to even, and of the rates 1/1 to 1/100 the
 * Agent turns 43 of those back into the wrong count. So only weights are used whose rate has no
 * more than six digits, and a count is written as a sum of those: 7 is 5 + 2.
 */
final class ExactWeights {

  private static final int[] WEIGHTS = {
    1_000_000, 100_000, 10_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1
  };

  private final PendingValues pending = new PendingValues();

  ExactWeights() {}

  /** The values to write: to be loaded before each {@link #write}. */
  PendingValues pending() {
    return pending;
  }

  /**
   * Writes the pending values.
   *
   * @param divisor of recorded values on the wire
   */
  void write(DogStatsdNames names, double divisor, DatadogLines lines) {
    double[] values = new double[lines.valuesPerLine(names)];
    long[] left = new long[pending.size()];
    Arrays.setAll(left, pending::count);
    for (int weight : WEIGHTS) {
      int size = 0;
      for (int i = 0; i < left.length; i++) {
        for (; left[i] >= weight; left[i] -= weight) {
          values[size++] = pending.value(i) / divisor;
          if (size == values.length) {
            lines.distribution(names, values.clone(), weight);
            size = 0;
          }
        }
      }
      if (size > 0) {
        lines.distribution(names, Arrays.copyOf(values, size), weight);
      }
    }
  }
}
