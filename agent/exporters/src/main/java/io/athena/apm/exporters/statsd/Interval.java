package io.athena.apm.exporters.statsd;

import java.util.Arrays;

/**
 * Values that wait to go out, ascending, and how often each was recorded. Their ranks are counted
 * from 0. Reused, by one thread at a time.
 */
public final class Interval {

  private double[] values = new double[64];
  private long[] ends = new long[64];
  private int size;

  /** Without values. */
  public Interval() {}

  /** Starts again without values. */
  void clear() {
    size = 0;
  }

  /** Adds a value larger than those before; a count that is not positive is left out. */
  void add(double value, long times) {
    if (times <= 0) {
      return;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    values[size] = value;
    ends[size] = count() + times;
    size++;
  }

  /** How many values wait, each as often as it was recorded. */
  long count() {
    return start(size);
  }

  /** How many different values there are. */
  public int size() {
    return size;
  }

  /** The i-th smallest of them. */
  public double value(int i) {
    return values[i];
  }

  /** How often that one was recorded. */
  public long count(int i) {
    return ends[i] - start(i);
  }

  /** The value in the middle of some ranks. */
  double middle(long from, long to) {
    return values[indexOf((from + to - 1) / 2)];
  }

  /**
   * Notes the values of some ranks as carried.
   *
   * @param from the first
   * @param to the one after the last
   */
  void carry(long from, long to, Delivered owner, Carried carried) {
    long next = from;
    for (int i = indexOf(from); next < to; i++) {
      long end = Math.min(to, ends[i]);
      carried.add(owner, values[i], end - next);
      next = end;
    }
  }

  private long start(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }

  /** Of the value at a rank: the first that ends behind it. */
  private int indexOf(long rank) {
    int found = Arrays.binarySearch(ends, 0, size, rank);
    return found < 0 ? -found - 1 : found + 1;
  }
}
