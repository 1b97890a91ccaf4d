package io.athena.apm.metrics;

import java.util.concurrent.atomic.LongAdder;

/** A total that only grows. Any thread adds to it, without waiting or allocating. */
public final class Counter implements Cell {

  private final LongAdder total = new LongAdder();

  /** Adds one. */
  public void increment() {
    total.increment();
  }

  /** Adds an amount that is not negative. */
  public void add(long amount) {
    total.add(amount);
  }

  /** The sum of all amounts. */
  public long total() {
    return total.sum();
  }

  @Override
  public Sample sample(Series series) {
    return new Sample.Count(series, total());
  }
}
