package io.athena.apm.exporters.statsd;

import java.util.Arrays;

/** Values that wait to go out, ascending, and how often each was recorded. Reused. */
final class Interval {

  private double[] values = new double[64];
  private long[] counts = new long[64];
  private int size;
  private int lowest;
  private long count;

  /** Starts again without values. */
  void clear() {
    size = 0;
    lowest = 0;
    count = 0;
  }

  /** Adds a value larger than those before; a count that is not positive is left out. */
  void add(double value, long times) {
    if (times <= 0) {
      return;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    values[size] = value;
    counts[size++] = times;
    count += times;
  }

  /** How many values wait, each as often as it was recorded. */
  long count() {
    return count;
  }

  /** How many different values there are. */
  int size() {
    return size;
  }

  /** The i-th smallest of them. */
  double value(int i) {
    return values[i];
  }

  /** How often that one was recorded. */
  long count(int i) {
    return counts[i];
  }

  /**
   * Takes the lowest values out and notes them as carried.
   *
   * @param amount how many, at most {@link #count()}
   * @return the middle one of them
   */
  double takeLowest(long amount, Delivered owner, Carried carried) {
    count -= amount;
    double middle = Double.NaN;
    long untilMiddle = (amount + 1) / 2;
    for (long rest = amount; rest > 0; ) {
      long taken = Math.min(rest, counts[lowest]);
      if (untilMiddle > 0 && untilMiddle <= taken) {
        middle = values[lowest];
      }
      untilMiddle -= taken;
      carried.add(owner, values[lowest], taken);
      rest -= taken;
      counts[lowest] -= taken;
      lowest += counts[lowest] == 0 ? 1 : 0;
    }
    return middle;
  }
}
