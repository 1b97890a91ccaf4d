package io.athena.apm.rules.async;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The calls that wait for one result. Safe for any thread. */
/*
 * A thread that adds a call checks for the end afterwards. The thread that ends the calls sets the
 * end first and looks for calls afterwards. So one of them sees the other, and no call is missed.
 */
final class WaitingCalls {

  /** The most calls of a result. */
  static final int MOST = 10_000;

  private final Queue<Waiting> calls = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private volatile boolean arrived;
  private volatile Consumer<PendingCall> end;

  /** A call, and when it began to wait. */
  private record Waiting(PendingCall call, long since) {}

  /**
   * Adds a call; it ends at once if the others have ended.
   *
   * @return false if there are too many
   */
  boolean add(PendingCall call, long since) {
    if (size.incrementAndGet() > MOST) {
      size.decrementAndGet();
      return false;
    }
    calls.add(new Waiting(call, since));
    if (arrived) {
      call.arrived();
    }
    if (end != null) {
      drain();
    }
    return true;
  }

  /** The result has arrived; the calls end later. */
  void arrive() {
    arrived = true;
    for (Waiting one : calls) {
      one.call().arrived();
    }
  }

  /** Ends all calls, including calls that are added later. */
  void end(Consumer<PendingCall> how) {
    end = how;
    drain();
  }

  boolean haveEnded() {
    return end != null;
  }

  private void drain() {
    for (Waiting one = calls.poll(); one != null; one = calls.poll()) {
      end.accept(one.call());
    }
  }

  /** Makes calls hold objects weakly that have waited since a time or longer. */
  void loosen(long since) {
    for (Waiting one : calls) {
      if (one.since() - since <= 0) {
        one.call().loosen();
      }
    }
  }
}
