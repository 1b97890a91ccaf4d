package io.athena.apm.kit;

import java.time.Duration;

/** The instant at which a wait ends, on the monotonic clock. */
record Deadline(long nanoTime) {

  static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  long remainingNanos() {
    return Math.max(0, nanoTime - System.nanoTime());
  }

  boolean passed() {
    return remainingNanos() == 0;
  }
}
