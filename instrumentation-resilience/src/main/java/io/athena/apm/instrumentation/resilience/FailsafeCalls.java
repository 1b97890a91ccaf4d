package io.athena.apm.instrumentation.resilience;

import io.athena.apm.rules.async.PendingCall;
import io.athena.apm.rules.values.PathReader;
import io.athena.apm.runtime.Probes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Tells the events of Failsafe's retries and bulkheads from what the library passes on inside.
 * Called on the application's threads.
 */
final class FailsafeCalls {

  private static final String FULL = "BulkheadFullException";

  private final PolicyNames names;
  private final PathReader policy;
  private final PathReader failedAttempts;
  private final PathReader exception;

  /** Threads on which a retry has decided that a failure ends its call, and has not reported it. */
  private final Set<Thread> aborting = ConcurrentHashMap.newKeySet();

  FailsafeCalls(PolicyNames names, Consumer<String> log) {
    this.names = names;
    this.policy = PathReader.ofFirst(log, "retryPolicy", "policy");
    this.failedAttempts = PathReader.ofFirst(log, "failedAttempts");
    this.exception = PathReader.ofFirst(log, "exception", "failure");
  }

  void judged(boolean ends) {
    if (ends) {
      aborting.add(Thread.currentThread());
    }
  }

  /** The event of an attempt that has failed. */
  String failedAttempt(boolean last) {
    boolean isAborted = !aborting.isEmpty() && aborting.remove(Thread.currentThread());
    if (isAborted) {
      return "ignored_error";
    }
    return last ? "error" : "retry";
  }

  /** Whether a result is an exception. */
  boolean hasFailed(Object result) {
    return exception.read(result) != null;
  }

  /** Whether a call has failed before; false for executors of other policies than retries. */
  boolean isRetried(Object executor) {
    return failedAttempts.readLong(executor, 0) > 0;
  }

  /** The name of the retry that an executor runs; null for an executor of another policy. */
  String retryOf(Object executor) {
    return names.ofKind("retry", policy.read(executor));
  }

  /** Passes on whether a bulkhead has permitted the call; nothing for a call that was cancelled. */
  PendingCall pending(Consumer<Boolean> permitted) {
    return new PendingPermit(permitted);
  }

  private final class PendingPermit implements PendingCall {

    private final Consumer<Boolean> permitted;

    PendingPermit(Consumer<Boolean> permitted) {
      this.permitted = permitted;
    }

    @Override
    public void ended(Object result, Throwable error) {
      try {
        Object failure = result == null ? error : exception.read(result);
        if (result != null && failure == null) {
          permitted.accept(true);
        } else if (failure != null && failure.getClass().getName().endsWith(FULL)) {
          permitted.accept(false);
        }
      } catch (Throwable problem) {
        Probes.adviceFailed(problem, "failsafe");
      }
    }

    @Override
    public void unobservable(Class<?> type) {
      // The library's own future always is observable.
    }
  }
}
