package io.athena.apm.exporters.statsd;

import java.util.function.LongSupplier;

/** {@link System#nanoTime()}; a class, because a method reference costs the start milliseconds. */
final class MonotonicClock implements LongSupplier {

  @Override
  public long getAsLong() {
    return System.nanoTime();
  }
}
