package io.athena.apm.core.spans;

import java.util.concurrent.ThreadLocalRandom;

/**
 * A span under way, as those within it see it: which trace it belongs to and what it is in. Holds
 * nothing of the application. Safe for any thread.
 */
/*
 * Why what is around a span is forgotten
 *
 * A task that hands itself over again from within its span makes each span the parent of the next,
 * for as long as the service runs. So a span keeps its parent's number, and of the spans around it
 * only those that go on. Whoever looks takes out those that have ended meanwhile, and every span
 * looks when it begins.
 */
public final class SpanContext {

  private final TraceId trace;
  private final long id;
  private final long parentId;
  private final Object owner;
  private final long start;
  private volatile SpanContext enclosing;
  private volatile boolean ended;

  /**
   * A span.
   *
   * @param parent the span that it is in; null for the first of a trace
   * @param trace null where nothing of this trace is kept
   * @param owner what the code that began it knows of it
   * @param start the monotonic clock, in nanoseconds
   */
  SpanContext(SpanContext parent, TraceId trace, Object owner, long start) {
    this.trace = trace;
    this.id = trace == null ? 0 : ThreadLocalRandom.current().nextLong() | 1;
    this.parentId = parent == null ? 0 : parent.id;
    this.owner = owner;
    this.start = start;
    this.enclosing = parent;
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
    return parentId;
  }

  /** The innermost span around this one that goes on; null for none. Others are forgotten. */
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

  /** Takes out what has ended around this span, however far. */
  void forgetEnded() {
    SpanContext span = this;
    while (span != null) {
      span = span.enclosing();
    }
  }

  /** How many spans around this one go on. */
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
