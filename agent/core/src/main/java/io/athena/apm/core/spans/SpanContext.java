package io.athena.apm.core.spans;

import java.util.concurrent.ThreadLocalRandom;

/**
 * A span under way, as those within it see it: which trace it belongs to and what it is in. Holds
 * nothing of the application. Safe for any thread.
 */
public final class SpanContext {

  private final SpanContext parent;
  private final SpanContext origin;
  private final TraceId trace;
  private final long id;
  private final Object owner;
  private final long start;
  private volatile boolean ended;

  private SpanContext(
      SpanContext parent, SpanContext origin, TraceId trace, long id, Object owner, long start) {
    this.parent = parent;
    this.origin = origin;
    this.trace = trace;
    this.id = id;
    this.owner = owner;
    this.start = start;
  }

  /**
   * A span.
   *
   * @param parent the span that it is in; null for the first of a trace
   * @param trace null where nothing of this trace is kept
   * @param owner what the code that began it knows of it
   * @param start the monotonic clock, in nanoseconds
   */
  static SpanContext of(SpanContext parent, TraceId trace, Object owner, long start) {
    long id = trace == null ? 0 : ThreadLocalRandom.current().nextLong() | 1;
    return new SpanContext(parent, null, trace, id, owner, start);
  }

  /**
   * Stands for a span on a thread that works for it, and may do so when it has ended. Spans there
   * are the span's own children.
   */
  static SpanContext elsewhere(SpanContext span) {
    return new SpanContext(span, span, span.trace, span.id, null, span.start);
  }

  /** Whether spans of this trace are kept whole. */
  public boolean isSampled() {
    return trace != null;
  }

  /** The trace; null where nothing of it is kept. */
  TraceId trace() {
    return trace;
  }

  /** The span's number within the trace; 0 where nothing of it is kept. */
  long id() {
    return id;
  }

  /** The number of the span that this one is in; 0 for the first of a trace. */
  long parentId() {
    return parent == null ? 0 : parent.id;
  }

  SpanContext parent() {
    return parent;
  }

  /** The span that this one stands for on another thread; null for a span itself. */
  SpanContext origin() {
    return origin;
  }

  Object owner() {
    return owner;
  }

  long start() {
    return start;
  }

  boolean hasEnded() {
    return ended;
  }

  void end() {
    ended = true;
  }
}
