package io.athena.apm.spans;

import java.util.ArrayList;
import java.util.List;

/**
 * A trace, from its first span on: its number, and whether its spans are kept. Safe for any thread.
 */
/*
 * Failed traces
 *
 * Whether a trace fails is known when its first span, the root, ends. If failed traces are kept at
 * any rate, the trace holds the calls of a trace that is not sampled until then. The same decision
 * holds for a call that ends after the root, such as a stream that is still read.
 */
final class Trace {

  /** The most spans of a failed trace: its root, and calls. */
  static final int MOST = 32;

  private final boolean sampled;
  private volatile TraceId id = TraceId.random();

  /** The calls that wait for the root's end; null if none waits, or after the end. */
  private List<FinishedSpan> waiting;

  private boolean failed;
  private int kept;

  /**
   * A trace that begins.
   *
   * @param sampled whether all of its spans are kept
   * @param keptIfFailed whether the root and the calls are kept if the root fails
   */
  Trace(boolean sampled, boolean keptIfFailed) {
    this.sampled = sampled;
    this.waiting = keptIfFailed && !sampled ? new ArrayList<>(2) : null;
  }

  TraceId id() {
    return id;
  }

  boolean isSampled() {
    return sampled;
  }

  /** Becomes a part of the trace of another tracer. */
  void join(TraceId other) {
    id = other;
  }

  /** Whether its spans are kept, or may be if the root fails. */
  boolean isRecorded() {
    return sampled || mayBeKept();
  }

  private synchronized boolean mayBeKept() {
    return waiting != null || (failed && kept < MOST);
  }

  /**
   * A span of a trace that is not sampled has ended.
   *
   * @return the spans that are kept now
   */
  synchronized List<FinishedSpan> ended(FinishedSpan span, boolean isRoot) {
    if (isRoot && waiting != null) {
      return ended(span, waiting);
    }
    if (waiting != null && waiting.size() < MOST - 1) {
      waiting.add(span);
    }
    boolean isKept = failed && kept < MOST;
    kept += isKept ? 1 : 0;
    return isKept ? List.of(span) : List.of();
  }

  private List<FinishedSpan> ended(FinishedSpan root, List<FinishedSpan> calls) {
    waiting = null;
    failed = root.hasFailed();
    if (!failed) {
      return List.of();
    }
    calls.add(root);
    kept = calls.size();
    return calls;
  }
}
