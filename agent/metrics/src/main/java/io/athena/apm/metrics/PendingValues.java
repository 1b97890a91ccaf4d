package io.athena.apm.metrics;

import java.util.Arrays;

/**
 * The values of a histogram that an exporter has not sent: the difference between two of its
 * distributions. Values ascend; their ranks are counted from 0. Reused, by one thread at a time.
 */
public final class PendingValues {

  private final Distribution.Cursor recorded = new Distribution.Cursor();
  private final Distribution.Cursor sent = new Distribution.Cursor();
  private int[] buckets = new int[64];
  private long[] ends = new long[64]; // the rank after the last of each value
  private int size;
  private long sum;

  /** Without values. */
  public PendingValues() {}

  /** Replaces the values by those of a distribution that are not in an earlier one. */
  public PendingValues load(Distribution all, Distribution earlier) {
    size = 0;
    sum = all.sum() - earlier.sum();
    recorded.open(all);
    boolean more = sent.open(earlier).next();
    while (recorded.next()) {
      boolean both = more && sent.bucket() == recorded.bucket();
      add(recorded.bucket(), recorded.count() - (both ? sent.count() : 0));
      more = both ? sent.next() : more;
    }
    return this;
  }

  private void add(int bucket, long times) {
    if (times <= 0) {
      return;
    }
    if (size == buckets.length) {
      buckets = Arrays.copyOf(buckets, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    buckets[size] = bucket;
    ends[size] = count() + times;
    size++;
  }

  /** The number of values. */
  public long count() {
    return start(size);
  }

  /** The sum of all values, in the metric's unit; exact if the earlier distribution had its sum. */
  public long sum() {
    return sum;
  }

  /** The number of different values. */
  public int size() {
    return size;
  }

  /** The i-th smallest different value, within 1.1 %, in the metric's unit. */
  public double value(int i) {
    return Buckets.middle(buckets[i]);
  }

  /** The bucket of that value: larger for larger values. */
  public int bucket(int i) {
    return buckets[i];
  }

  /** How often that value was recorded; positive. */
  public long count(int i) {
    return ends[i] - start(i);
  }

  /** The rank after the last of that value. */
  public long end(int i) {
    return ends[i];
  }

  /** The value in the middle of some ranks. */
  public double middle(long from, long to) {
    return value(indexOf((from + to - 1) / 2));
  }

  /** The index of the value at a rank. */
  public int indexOf(long rank) {
    int found = Arrays.binarySearch(ends, 0, size, rank);
    return found < 0 ? -found - 1 : found + 1;
  }

  /** The value below which a share, 0 to 1, of all lies: within 1.1 %; NaN if there are none. */
  public double quantile(double q) {
    if (size == 0) {
      return Double.NaN;
    }
    return value(indexOf(Math.max(1, (long) Math.ceil(q * count())) - 1));
  }

  private long start(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }
}
