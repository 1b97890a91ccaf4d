package io.athena.apm.rules.async;

import io.athena.apm.weaving.WeakIdentityMap;
import java.lang.ref.WeakReference;
import java.util.function.Consumer;

/**
 * Results of pending calls that take a listener. Each has one listener, however many calls have
 * returned it. The listener holds the calls, so the application's result does, and the engine does
 * not.
 */
final class PendingResults {

  static final PendingResults OF_THIS_JVM = new PendingResults();

  private final WeakIdentityMap<WeakReference<WaitingCalls>> waiting = new WeakIdentityMap<>();

  /** Adds a listener to a result that calls {@link #end}. */
  interface Listener {

    /**
     * Adds it.
     *
     * @throws Throwable if the result refuses it
     */
    void addFor(WaitingCalls calls) throws Throwable;
  }

  /**
   * Notifies a call when a result has arrived.
   *
   * @return whether the call has not ended
   */
  boolean await(Object result, PendingCall call, Listener listener) {
    WaitingCalls first = new WaitingCalls();
    WaitingCalls calls =
        waiting.computeIfAbsent(result, created -> new WeakReference<>(first)).get();
    if (calls == null || !calls.add(call, 0)) {
      call.unobservable(result.getClass());
      return false;
    }
    if (calls == first) {
      try {
        listener.addFor(calls);
      } catch (Throwable refused) {
        end(result, calls, each -> each.unobservable(result.getClass()));
      }
    }
    return !calls.haveEnded();
  }

  void end(Object result, WaitingCalls calls, Consumer<PendingCall> how) {
    waiting.remove(result);
    calls.end(how);
  }

  /** A result has arrived; its listener is notified later. For most results no call waits. */
  void arrive(Object result) {
    WeakReference<WaitingCalls> known = waiting.isEmpty() ? null : waiting.get(result);
    WaitingCalls calls = known == null ? null : known.get();
    if (calls != null) {
      calls.arrive();
    }
  }
}
