package io.athena.apm.exporters.prometheus;

import io.athena.apm.metrics.PendingValues;
import java.util.Arrays;

/**
 * The buckets of a native histogram of schema 5, which has 32 a doubling as ours: bucket i holds
 * values above 2^((i-1)/32) up to 2^(i/32). In the base unit the bounds of our buckets are not
 * bounds of these, so a bucket goes where its middle lies. Reused.
 */
final class NativeBuckets {

  private static final int SCHEMA = 5;
  private static final int PER_DOUBLING = 1 << SCHEMA;

  /** The smallest normal amount that is not in the bucket of zero: Prometheus' own default. */
  private static final double ZERO_THRESHOLD = 0x1p-128;

  private static final double LOG_2 = Math.log(2);

  private long zeros;
  private int[] indexes = new int[64];
  private long[] counts = new long[64];
  private int size;

  /** The values of a histogram in another unit. */
  NativeBuckets load(PendingValues values, double divisor) {
    zeros = 0;
    size = 0;
    for (int i = 0; i < values.size(); i++) {
      if (values.bucket(i) == 0) {
        zeros = values.count(i);
      } else {
        double doublings = Math.log(values.value(i) / divisor) / LOG_2;
        // A power of two is the upper bound of its bucket; the logarithm may be above by a bit.
        add((int) Math.ceil(doublings * PER_DOUBLING - 1e-9), values.count(i));
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

  /** Writes the fields of {@code io.prometheus.client.Histogram}. */
  void write(ProtobufMessage histogram) {
    histogram.signed(5, SCHEMA).real(6, ZERO_THRESHOLD).number(7, zeros);
    int end = 0;
    for (int first = 0; first < size; ) {
      int length = 1;
      while (first + length < size && indexes[first + length] == indexes[first] + length) {
        length++;
      }
      histogram.message(
          12, new ProtobufMessage().signed(1, indexes[first] - end).number(2, length));
      end = indexes[first] + length;
      first += length;
    }
    long before = 0;
    for (int i = 0; i < size; i++) {
      histogram.signed(13, counts[i] - before);
      before = counts[i];
    }
    if (size == 0) {
      // A histogram without spans is a classic one.
      histogram.message(12, new ProtobufMessage().signed(1, 0).number(2, 0));
    }
  }
}
