package io.athena.apm.instrumentation.resilience;

import io.athena.apm.core.metrics.Counter;
import io.athena.apm.core.values.ValueReader;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** What is known of one breaker: its last state, and how much of its open time is counted. */
final class TrackedBreaker {

  private final String library;
  private final String name;
  private final Counter openMillis;
  private final ReentrantLock lock = new ReentrantLock();
  private BreakerState state;
  private long countedUntil;

  /**
   * A breaker whose state is not known yet.
   *
   * @param openMillis where its open time is counted
   */
  TrackedBreaker(String library, String name, Counter openMillis) {
    this.library = library;
    this.name = name;
    this.openMillis = openMillis;
  }

  String library() {
    return library;
  }

  String name() {
    return name;
  }

  /**
   * Reads the state and says whether it is another than before. Reading happens under the lock:
   * were it to happen before, a thread that read the old state could arrive after one that has seen
   * the new, and the change would be counted twice more.
   *
   * @param reader reads the breaker's state of now
   * @param now the monotonic clock, in nanoseconds
   * @return the new state; null where it is the same as before, or the first one seen
   */
  BreakerState observe(Object breaker, ValueReader reader, long now) {
    lock.lock();
    try {
      String read = reader.read(breaker);
      BreakerState before = state;
      BreakerState after = read == null ? before : BreakerState.of(read);
      countOpenTime(now);
      state = after;
      return before == null || before.equals(after) ? null : after;
    } finally {
      lock.unlock();
    }
  }

  /** Nobody looks for a while: what is seen next is no change, and no time until then counts. */
  void forget() {
    lock.lock();
    try {
      state = null;
    } finally {
      lock.unlock();
    }
  }

  /** Counts whole milliseconds; the rest stays for the next time. */
  private void countOpenTime(long now) {
    if (state != null && state.isOpen()) {
      long millis = TimeUnit.NANOSECONDS.toMillis(now - countedUntil);
      openMillis.add(millis);
      countedUntil += TimeUnit.MILLISECONDS.toNanos(millis);
    } else {
      countedUntil = now;
    }
  }

  /** The value of the state last seen; NaN before the first. */
  double value() {
    lock.lock();
    try {
      return state == null ? Double.NaN : state.value();
    } finally {
      lock.unlock();
    }
  }
}
