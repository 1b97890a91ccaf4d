package io.athena.apm.core.metrics;

import java.util.Arrays;

/**
 * What a histogram held at one instant, or gained between two. Immutable.
 *
 * <p>Kept as the buckets that hold something, in the order of their values.
 */
public final class Distribution {

  /** Nothing recorded. */
  public static final Distribution EMPTY = new Distribution(new int[0], new long[0], 0);

  private final int[] buckets;
  private final long[] counts;
  private final long sum;
  private final long count;

  private Distribution(int[] buckets, long[] counts, long sum) {
    this.buckets = buckets;
    this.counts = counts;
    this.sum = sum;
    this.count = Arrays.stream(counts).sum();
  }

  /** From one count for each bucket of {@link Buckets}. */
  static Distribution of(long[] dense, long sum) {
    int[] buckets = new int[dense.length];
    long[] counts = new long[dense.length];
    int used = 0;
    for (int bucket = 0; bucket < dense.length; bucket++) {
      if (dense[bucket] != 0) {
        buckets[used] = bucket;
        counts[used++] = dense[bucket];
      }
    }
    return new Distribution(Arrays.copyOf(buckets, used), Arrays.copyOf(counts, used), sum);
  }

  /** How many values. */
  public long count() {
    return count;
  }

  /** The exact sum of all values, in the metric's unit. */
  public long sum() {
    return sum;
  }

  /** How many different values {@link #value} can give. */
  public int size() {
    return buckets.length;
  }

  /** The i-th smallest value, within 1.6 %, in the metric's unit. */
  public double value(int i) {
    return Buckets.middle(buckets[i]);
  }

  /** A number for the i-th smallest value, larger than those of smaller values. */
  public int bucket(int i) {
    return buckets[i];
  }

  /** The number of a value that {@link #value} gave. */
  public static int bucketOf(double value) {
    return Buckets.index((long) value);
  }

  /** How often that value was recorded; positive. */
  public long count(int i) {
    return counts[i];
  }

  /**
   * The value below which a share of all values lies.
   *
   * @param q 0 (the smallest) to 1 (the largest)
   * @return within 1.6 % of the exact one; NaN where nothing was recorded
   */
  public double quantile(double q) {
    if (count == 0) {
      return Double.NaN;
    }
    long rank = Math.max(1, (long) Math.ceil(q * count));
    int i = 0;
    for (long seen = counts[0]; seen < rank; seen += counts[i]) {
      i++;
    }
    return value(i);
  }

  /** What was recorded since an earlier instant of the same histogram. */
  public Distribution minus(Distribution earlier) {
    long[] dense = dense();
    for (int i = 0; i < earlier.buckets.length; i++) {
      dense[earlier.buckets[i]] -= earlier.counts[i];
    }
    return of(dense, sum - earlier.sum);
  }

  /** The values of two histograms together. */
  public Distribution plus(Distribution other) {
    long[] dense = dense();
    for (int i = 0; i < other.buckets.length; i++) {
      dense[other.buckets[i]] += other.counts[i];
    }
    return of(dense, sum + other.sum);
  }

  private long[] dense() {
    long[] dense = new long[Buckets.COUNT];
    for (int i = 0; i < buckets.length; i++) {
      dense[buckets[i]] = counts[i];
    }
    return dense;
  }
}
