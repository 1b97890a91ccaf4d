package io.athena.apm.exporters.statsd;

import java.util.Arrays;

/**
 * What lines carry: how much of which series.
 *
 * <p>Only amounts are added and taken back, never an old state restored. That an earlier packet did
 * not arrive can become known after a later one of the same series was written; sums come out right
 * in any order.
 */
final class Carried {

  private Delivered[] series = new Delivered[64];
  private double[] values = new double[64];
  private long[] amounts = new long[64];
  private int size;

  /** Adds an amount of a series. */
  void add(Delivered owner, double value, long amount) {
    if (size == amounts.length) {
      grow();
    }
    series[size] = owner;
    values[size] = value;
    amounts[size++] = amount;
  }

  /** Appends what another carries. */
  void addAll(Carried other) {
    for (int i = 0; i < other.size; i++) {
      add(other.series[i], other.values[i], other.amounts[i]);
    }
  }

  /** Counts all of it as delivered. */
  void deliver() {
    for (int i = 0; i < size; i++) {
      series[i].add(values[i], amounts[i]);
    }
  }

  /** Counts all of it as not delivered after all, and forgets it. */
  void takeBack() {
    for (int i = 0; i < size; i++) {
      series[i].add(values[i], -amounts[i]);
    }
    clear();
  }

  /** Forgets all of it. */
  void clear() {
    Arrays.fill(series, 0, size, null);
    size = 0;
  }

  private void grow() {
    series = Arrays.copyOf(series, 2 * size);
    values = Arrays.copyOf(values, 2 * size);
    amounts = Arrays.copyOf(amounts, 2 * size);
  }
}
