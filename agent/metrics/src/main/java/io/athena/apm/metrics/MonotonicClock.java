package io.athena.apm.metrics;

import java.util.function.LongSupplier;

/** The JVM's monotonic clock, in nanoseconds; tests have one that they set. */
public final class MonotonicClock implements LongSupplier {

  @Override
  public long getAsLong() {
    return System.nanoTime();
  }
}
