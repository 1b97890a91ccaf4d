package io.athena.apm.core.export;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether the JVM exits, and how long exporters may go on then. Set by the thread that exits, asked
 * by any.
 *
 * <p>Three quarters of the exit's time are for sending, an eighth more for closing, and the last
 * eighth for the line that says what has become of all: whoever waits for the exit stops to listen
 * when its time is over.
 */
public final class ExitDeadline {

  private final LongSupplier nanoTime;
  private volatile boolean begun;
  private volatile long begunAt;
  private volatile long timeout;

  /**
   * No exit yet.
   *
   * @param nanoTime the clock to go by
   */
  public ExitDeadline(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The exit has begun. */
  public void begin(Duration time) {
    begunAt = nanoTime.getAsLong();
    timeout = time.toNanos();
    begun = true;
  }

  /** Whether the exit has begun. */
  public boolean hasBegun() {
    return begun;
  }

  /** Whether nothing more is to be sent. */
  public boolean isOver() {
    return begun && nanoTime.getAsLong() - begunAt >= timeout / 4 * 3;
  }

  /** How long to wait for exporters that have not closed. */
  public Duration patience() {
    return Duration.ofNanos(Math.max(0, begunAt + timeout / 8 * 7 - nanoTime.getAsLong()));
  }
}
