package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.PendingValues;
import java.util.Arrays;

/** The amounts of each series that lines contain. Reused, by one thread at a time. */
final class PacketContent {

  private SeriesEncoder[] series = new SeriesEncoder[64];
  private int[] buckets = new int[64];
  private long[] amounts = new long[64];
  private int size;

  /** Adds an amount of a series. Only histograms use the bucket. */
  void add(SeriesEncoder owner, int bucket, long amount) {
    if (size == amounts.length) {
      grow();
    }
    series[size] = owner;
    buckets[size] = bucket;
    amounts[size++] = amount;
  }

  /** Adds the values of the ranks from the first to the one before {@code to}. */
  void add(SeriesEncoder owner, PendingValues values, long from, long to) {
    long next = from;
    for (int i = values.indexOf(from); next < to; i++) {
      long end = Math.min(to, values.end(i));
      add(owner, values.bucket(i), end - next);
      next = end;
    }
  }

  void addAll(PacketContent other) {
    for (int i = 0; i < other.size; i++) {
      add(other.series[i], other.buckets[i], other.amounts[i]);
    }
  }

  /** Counts all of it as sent, and removes it. */
  void sent() {
    for (int i = 0; i < size; i++) {
      series[i].sent(buckets[i], amounts[i]);
    }
    clear();
  }

  void clear() {
    Arrays.fill(series, 0, size, null);
    size = 0;
  }

  private void grow() {
    series = Arrays.copyOf(series, 2 * size);
    buckets = Arrays.copyOf(buckets, 2 * size);
    amounts = Arrays.copyOf(amounts, 2 * size);
  }
}
