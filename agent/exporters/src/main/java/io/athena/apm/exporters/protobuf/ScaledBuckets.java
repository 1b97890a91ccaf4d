package io.athena.apm.exporters.protobuf;

import io.athena.apm.metrics.PendingValues;
import java.util.Arrays;

/**
 * The values of a histogram in base-2 exponential buckets, in the unit that they leave in. At scale
 * 5 a doubling has 32 buckets, as ours have: bucket i holds values above 2^(i/32) up to
 * 2^((i+1)/32). In another unit the bounds of our buckets are not bounds of these, so a bucket goes
 * where its middle lies. Reused.
 */
public final class ScaledBuckets {

  /** The scale of our own buckets. */
  public static final int SCALE = 5;

  private static final int PER_DOUBLING = 1 << SCALE;
  private static final double LOG_2 = Math.log(2);

  private long zeros;
  private int[] indexes = new int[64];
  private long[] counts = new long[64];
  private int size;
  private int scale;

  /** Without values. */
  public ScaledBuckets() {}

  /** The values of a histogram, divided by the divisor of their unit, at scale 5. */
  public ScaledBuckets load(PendingValues values, double divisor) {
    zeros = 0;
    size = 0;
    scale = SCALE;
    for (int i = 0; i < values.size(); i++) {
      if (values.bucket(i) == 0) {
        zeros = values.count(i);
      } else {
        double doublings = Math.log(values.value(i) / divisor) / LOG_2;
        // A power of two is the upper bound of its bucket; the logarithm may be above by a bit.
        add((int) Math.ceil(doublings * PER_DOUBLING - 1e-9) - 1, values.count(i));
      }
    }
    return this;
  }

  private void add(int index, long count) {
    if (size > 0 && indexes[size - 1] == index) {
      counts[size - 1] += count;
      return;
    }
    if (size == indexes.length) {
      indexes = Arrays.copyOf(indexes, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    indexes[size] = index;
    counts[size] = count;
    size++;
  }

  /**
   * Merges pairs of neighbours, which is exact and a scale less, until they span so many at most.
   */
  public ScaledBuckets merge(int most) {
    while (size > 0 && indexes[size - 1] - indexes[0] >= most) {
      int unmerged = size;
      size = 0;
      scale--;
      for (int i = 0; i < unmerged; i++) {
        add(indexes[i] >> 1, counts[i]);
      }
    }
    return this;
  }

  /** The scale: the number of buckets of a doubling is 2 to its power. */
  public int scale() {
    return scale;
  }

  /** The number of values that are zero. */
  public long zeros() {
    return zeros;
  }

  /** The number of buckets that are not empty. */
  public int size() {
    return size;
  }

  /** The index of the i-th of them, ascending. */
  public int index(int i) {
    return indexes[i];
  }

  /** The number of values in the i-th of them. */
  public long count(int i) {
    return counts[i];
  }
}
