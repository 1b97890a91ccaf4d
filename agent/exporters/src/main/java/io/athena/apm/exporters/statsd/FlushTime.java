package io.athena.apm.exporters.statsd;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How long one flush may go on: an interval, and where that is short a second. */
final class FlushTime {

  private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanoTime;
  private final long longest;
  private long begun;

  /**
   * Not begun.
   *
   * @param interval how often flushes come
   */
  FlushTime(Duration interval, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.longest = Math.max(interval.toNanos(), LEAST_NANOS);
  }

  /** From now. */
  void begin() {
    begun = nanoTime.getAsLong();
  }

  /** Whether it has gone on for too long. */
  boolean isOver() {
    return nanoTime.getAsLong() - begun >= longest;
  }
}
