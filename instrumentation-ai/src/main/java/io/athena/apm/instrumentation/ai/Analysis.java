package io.athena.apm.instrumentation.ai;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** An analysis that has not ended. Several threads may make its calls. */
final class Analysis {

  // One is made for each call, so its counter and what only futures need are no objects of their
  // own.
  private static final AtomicIntegerFieldUpdater<Analysis> OPEN =
      AtomicIntegerFieldUpdater.newUpdater(Analysis.class, "open");

  private static final AtomicReferenceFieldUpdater<Analysis, PendingAnswers> PENDING =
      AtomicReferenceFieldUpdater.newUpdater(Analysis.class, PendingAnswers.class, "pending");

  private final String operation;
  private final long start;

  /** Its method and its calls that have not ended. */
  @SuppressWarnings("UnusedVariable") // read by its updater
  private volatile int open = 1;

  /** Null until a call returns a future. */
  private volatile PendingAnswers pending;

  private volatile AiRequest failed;
  private volatile String failure;
  private volatile AiRequest answered;
  private final boolean deferrable;
  private volatile boolean deferred;
  private volatile Runnable lastEnd;
  private volatile long dropped;
  private volatile boolean isDropped;

  /**
   * An analysis without calls.
   *
   * @param operation null where a rule counts it
   * @param deferrable whether it may begin with a stream that its method returns
   * @param start the monotonic clock, in nanoseconds
   */
  Analysis(String operation, boolean deferrable, long start) {
    this.operation = operation;
    this.deferrable = deferrable;
    this.start = start;
  }

  String operation() {
    return operation;
  }

  long start() {
    return start;
  }

  /** The last call, if it failed and none has answered since; else null. */
  AiRequest failed() {
    return failed;
  }

  /** The error of {@link #failed}. */
  String failure() {
    return failure;
  }

  /** The last call that was answered; null for none. */
  AiRequest answered() {
    return answered;
  }

  /**
   * It begins later, with a stream.
   *
   * @return false if that can't be
   */
  boolean defer() {
    deferred = deferrable;
    return deferrable;
  }

  boolean isDeferred() {
    return deferred;
  }

  /** Sets what runs when its method has returned and each of its calls has been left. */
  void afterLast(Runnable action) {
    lastEnd = action;
  }

  /** Whether it ends with its last call, not where its method returns. */
  boolean hasLastEnd() {
    return lastEnd != null;
  }

  /**
   * A call has delivered a first piece of its answer; the analysis may end before the call does.
   */
  void answering(AiRequest call) {
    answered = call;
  }

  /** The futures of its calls. */
  PendingAnswers pending() {
    if (pending == null) {
      PENDING.compareAndSet(this, null, new PendingAnswers());
    }
    return pending;
  }

  /** Ends its calls whose futures are complete: it goes on, or its method has returned. */
  void catchUp() {
    if (pending != null) {
      pending.catchUp();
    }
  }

  /** Its last stream was dropped; the monotonic clock at the stream's last piece. */
  void dropped(long lastPiece) {
    dropped = lastPiece;
    isDropped = true;
  }

  /** When it ended, if it is found ended now. */
  long end(long now) {
    return isDropped ? dropped : now;
  }

  void enter() {
    isDropped = false;
    OPEN.incrementAndGet(this);
  }

  /** Its method has returned, or what follows one of its calls. */
  void leave() {
    if (OPEN.decrementAndGet(this) == 0 && lastEnd != null) {
      lastEnd.run();
    }
  }

  /**
   * A call has ended.
   *
   * @param error the simple name of the error's class, or null
   */
  void ended(AiRequest call, String error) {
    failure = error;
    failed = error == null ? null : call;
    if (error == null) {
      answered = call;
    }
  }
}
