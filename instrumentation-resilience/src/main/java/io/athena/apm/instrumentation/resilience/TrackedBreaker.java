package io.athena.apm.instrumentation.resilience;

import io.athena.apm.metrics.Counter;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** The last state of a breaker, and the part of its open time that is counted. */
final class TrackedBreaker {

  private final String library;
  private final String name;
  private final StateReader reader;
  private final Counter openMillis;
  private final ReentrantLock lock = new ReentrantLock();
  private BreakerState state;
  private long countedUntil;
  private long changedAt;
  private volatile boolean opened;

  /** The state that it has whatever its fields say; null for none. */
  private volatile BreakerState forced;

  private final AtomicInteger changes = new AtomicInteger();

  TrackedBreaker(String library, String name, StateReader reader, Counter openMillis) {
    this.library = library;
    this.name = name;
    this.reader = reader;
    this.openMillis = openMillis;
  }

  String library() {
    return library;
  }

  String name() {
    return name;
  }

  /**
   * Reads the state and says whether it is another than before. Reading may run code of the
   * application, which may wait for a monitor, so it happens without the lock; what was read counts
   * only if no change was seen meanwhile. Were an older state to count after a newer one, the
   * change would be counted twice more.
   *
   * @param now the monotonic clock, in nanoseconds
   * @return the new state; null where it is the same as before, or the first one seen
   */
  BreakerState observe(Object breaker, long now) {
    return look(breaker, true, now);
  }

  /**
   * Does {@link #observe} without running code of the application: where only a getter returns the
   * state, uses the last observed state.
   */
  BreakerState poll(Object breaker, long now) {
    return look(breaker, false, now);
  }

  /** From now on it has this state, or that of its fields where null. */
  void force(BreakerState state) {
    forced = state;
  }

  private BreakerState look(Object breaker, boolean mayCall, long now) {
    while (true) {
      int seen = changes.get();
      String read = reader.read(breaker, mayCall);
      lock.lock();
      try {
        if (seen == changes.get()) {
          return see(read, now);
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** Pauses: the next observed state is no change, and the time until then does not count. */
  void forget() {
    lock.lock();
    try {
      state = null;
      changes.incrementAndGet();
    } finally {
      lock.unlock();
    }
  }

  private BreakerState see(String read, long now) {
    BreakerState before = state;
    BreakerState after = after(before, read);
    countOpenTime(now);
    if (Objects.equals(before, after)) {
      return null;
    }
    state = after;
    changedAt = now;
    changes.incrementAndGet();
    return before == null ? null : after;
  }

  private BreakerState after(BreakerState before, String read) {
    if (forced != null) {
      return forced;
    }
    return read == null ? before : BreakerState.of(read);
  }

  /**
   * Counts whole milliseconds; the rest is kept for the next call. A thread that had to read again
   * may have an older time than others.
   */
  private void countOpenTime(long now) {
    if (state != null && now - countedUntil < 0) {
      return;
    }
    if (state != null && state.isOpen()) {
      long millis = TimeUnit.NANOSECONDS.toMillis(now - countedUntil);
      openMillis.add(millis);
      countedUntil += TimeUnit.MILLISECONDS.toNanos(millis);
    } else {
      countedUntil = now;
    }
  }

  /** It has opened, and that is not reported yet. */
  void markOpened() {
    opened = true;
  }

  /** Whether it was marked since the last call. Called by one thread. */
  boolean takeOpened() {
    boolean marked = opened;
    if (marked) {
      opened = false;
    }
    return marked;
  }

  /** The state since a time; null if it changed afterwards, or is unknown. */
  BreakerState stateSince(long time) {
    lock.lock();
    try {
      return changedAt - time > 0 ? null : state;
    } finally {
      lock.unlock();
    }
  }

  /** The value of the last observed state; NaN before the first. */
  double value() {
    lock.lock();
    try {
      return state == null ? Double.NaN : state.value();
    } finally {
      lock.unlock();
    }
  }
}
