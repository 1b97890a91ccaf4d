package io.athena.apm.kit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Polls a condition that another process does not signal. */
final class Polling {

  private static final long PAUSE_NANOS = 5_000_000;

  private Polling() {}

  /** True as soon as the condition holds, false at the deadline. Evaluates it at least once. */
  static boolean until(BooleanSupplier condition, Duration limit) {
    var deadline = Deadline.in(limit);
    while (!condition.getAsBoolean()) {
      if (deadline.passed()) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("interrupted while polling");
      }
    }
    return true;
  }
}
