package io.athena.apm.spans;

import java.util.concurrent.ThreadLocalRandom;

/**
 * A span that has begun: its trace and the spans around it. Refers to no object of the application.
 * Safe for any thread.
 */
/*
 * Why ended spans are removed
 *
 * A task that submits itself again within its span makes each span the parent of the next, as long
 * as the service runs. So a span stores its parent's number, and refers to open spans around it
 * only. Every access removes spans that have ended, and so does the beginning of each span.
 */
public final class SpanContext {

  private final Trace trace;
  private final long id;
  private final boolean root;
  private volatile long parentId;
  private final Object owner;
  private final long start;
  private volatile SpanContext enclosing;
  private volatile boolean ended;

  /**
   * The parent is null for the first span of a trace; the trace is null if traces have no numbers.
   * The owner identifies the span; the start is the monotonic clock, in nanoseconds.
   */
  SpanContext(SpanContext parent, Trace trace, Object owner, long start) {
    this.trace = trace;
    this.id = trace == null ? 0 : ThreadLocalRandom.current().nextLong() | 1;
    this.root = parent == null;
    this.parentId = root ? 0 : parent.id;
    this.owner = owner;
    this.start = start;
    this.enclosing = parent;
  }

  /** Whether all spans of this trace are kept. */
  public boolean isSampled() {
    return trace != null && trace.isSampled();
  }

  /** Whether this span is kept when it has ended, or may be. */
  public boolean isRecorded() {
    return trace != null && trace.isRecorded();
  }

  /** Its trace and span ids for other processes; null if traces have no numbers. */
  public TraceParent traceParent() {
    return trace == null ? null : new TraceParent(trace.id(), id, trace.isSampled());
  }

  /**
   * Another tracer has already begun a trace for this span's operation: the span joins that trace.
   */
  public void join(TraceParent other) {
    if (trace != null) {
      trace.join(other.trace());
      root().parentId = other.span();
    }
  }

  private SpanContext root() {
    SpanContext outermost = this;
    for (SpanContext each = enclosing; each != null; each = each.enclosing) {
      outermost = each;
    }
    return outermost;
  }

  /** Whether it is the first span of its trace. */
  boolean isRoot() {
    return root;
  }

  /** The trace; null if traces have no numbers. */
  Trace trace() {
    return trace;
  }

  /** The span's number within the trace; 0 without a trace. */
  long id() {
    return id;
  }

  /**
   * The number of the enclosing span; 0 for the first of a trace that no other tracer has begun.
   */
  long parentId() {
    return parentId;
  }

  /** The innermost open span around this one; null for none. Removes those that have ended. */
  SpanContext enclosing() {
    SpanContext around = enclosing;
    if (around == null || !around.ended) {
      return around;
    }
    while (around != null && around.ended) {
      around = around.enclosing;
    }
    enclosing = around;
    return around;
  }

  /** Removes all spans around this one that have ended. */
  void removeEnded() {
    SpanContext span = this;
    while (span != null) {
      span = span.enclosing();
    }
  }

  int depth() {
    int depth = 0;
    for (SpanContext span = enclosing(); span != null; span = span.enclosing()) {
      depth++;
    }
    return depth;
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
