package io.athena.apm.exporters.statsd;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Nanoseconds that pass when told to. */
final class ManualClock implements LongSupplier {

  private long nanos;

  void pass(long amount, TimeUnit unit) {
    nanos += unit.toNanos(amount);
  }

  @Override
  public long getAsLong() {
    return nanos;
  }
}
