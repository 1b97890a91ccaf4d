package io.athena.apm.exporters.statsd;

import io.athena.apm.core.metrics.Distribution;
import java.util.Arrays;

/**
 * How often each value of a histogram has gone out.
 *
 * <p>Not a {@link Distribution} of the last flush: a histogram can need several packets of which
 * only some arrive, and then what is left is no instant's distribution. Allocates only when the
 * histogram has met a new value.
 */
final class DeliveredDistribution implements Delivered {

  private double[] values = new double[0];
  private long[] counts = new long[0];
  private long count;

  /** Puts what is in a distribution and has not gone out into an interval. */
  void subtractFrom(Distribution recorded, Interval interval) {
    if (recorded.size() != values.length) {
      learn(recorded);
    }
    interval.clear();
    for (int i = 0; i < values.length; i++) {
      interval.add(values[i], recorded.count(i) - counts[i]);
    }
  }

  /** How many values have gone out. */
  long count() {
    return count;
  }

  @Override
  public void add(double value, long amount) {
    count += amount;
    counts[Arrays.binarySearch(values, value)] += amount;
  }

  /** A histogram never forgets a value, so what is known is part of what was recorded. */
  private void learn(Distribution recorded) {
    double[] allValues = new double[recorded.size()];
    long[] allCounts = new long[recorded.size()];
    for (int i = 0, known = 0; i < allValues.length; i++) {
      allValues[i] = recorded.value(i);
      if (known < values.length && values[known] == allValues[i]) {
        allCounts[i] = counts[known++];
      }
    }
    values = allValues;
    counts = allCounts;
  }
}
