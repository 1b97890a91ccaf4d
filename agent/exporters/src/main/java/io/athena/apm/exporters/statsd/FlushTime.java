package io.athena.apm.exporters.statsd;

import io.athena.apm.core.export.ExitDeadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long one flush may go on: an interval, and where that is short a second. The last one may go
 * on for as long as the exit lets it, and one that the exit meets gives way to the last.
 */
final class FlushTime {

  private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanoTime;
  private final ExitDeadline exit;
  private final long longest;
  private long begun;
  private boolean last;

  /**
   * Not begun.
   *
   * @param interval how often flushes come
   */
  FlushTime(Duration interval, ExitDeadline exit, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.exit = exit;
    this.longest = Math.max(interval.toNanos(), LEAST_NANOS);
  }

  /** From now. */
  void begin() {
    begun = nanoTime.getAsLong();
    last = exit.hasBegun();
  }

  /** Whether no other flush follows this one. */
  boolean isLast() {
    return last;
  }

  /** Whether it has gone on for too long. */
  boolean isOver() {
    return exit.hasBegun() ? !last || exit.isOver() : nanoTime.getAsLong() - begun >= longest;
  }
}
