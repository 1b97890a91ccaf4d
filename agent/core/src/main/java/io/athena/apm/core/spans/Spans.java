package io.athena.apm.core.spans;

import io.athena.apm.core.metrics.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which spans threads are in, and the spans that are kept whole, until the next flush. Called by
 * application threads; never makes one wait.
 */
/*
 * Sampling
 *
 * Whether a trace is kept is decided once, where it begins; its spans, on whatever thread, follow.
 * That needs a context even for a trace that is not kept, or the spans in it would decide again,
 * each for itself, and half a tree would be shown. Where nobody reads spans the rate is 0, and only
 * who needs the context for its own sake gets one: an analysis, which its calls look for.
 */
public final class Spans {

  private static final int CAPACITY = 1_024;

  /** Spans that are begun within as many others are not kept: somebody forgets to end them. */
  static final int DEEPEST = 512;

  private final Queue<FinishedSpan> kept = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final CurrentSpan current = new CurrentSpan();
  private final double rate;

  /** Null where it has run. A second time, by two threads at once, does no harm. */
  private volatile Runnable beforeFirst;

  /**
   * No spans yet.
   *
   * @param rate the share of traces to keep, 0 to 1
   */
  public Spans(double rate) {
    this.rate = rate;
  }

  /** Sets what the thread that begins the first span runs before. */
  public void beforeFirst(Runnable action) {
    beforeFirst = action;
  }

  /**
   * A span begins on this thread, if there is a use for it.
   *
   * @param owner finds the span again; nothing of the application
   * @param start the monotonic clock, in nanoseconds
   * @return handed back to {@link #leave(SpanContext)} and {@link #end}; null where nothing of this
   *     trace is kept
   */
  public SpanContext begin(Object owner, long start) {
    if (rate <= 0) {
      return null;
    }
    SpanScope here = current.get();
    return here == null || (here.span().isSampled() && here.span().depth() < DEEPEST)
        ? begin(here, owner, start)
        : null;
  }

  /** As {@link #begin}, for one that looks for it with {@link #enclosing}. Never null. */
  public SpanContext beginAlways(Object owner, long start) {
    return begin(current.get(), owner, start);
  }

  private SpanContext begin(SpanScope here, Object owner, long start) {
    Runnable preparation = beforeFirst;
    if (preparation != null) {
      preparation.run();
      beforeFirst = null;
    }
    SpanContext parent = here == null ? null : here.span();
    TraceId trace = parent == null ? sample() : parent.trace();
    SpanContext span = new SpanContext(parent, trace, owner, start);
    SpanScope scope = SpanScope.of(span, here);
    scope.forgetOver();
    span.forgetEnded();
    current.set(scope);
    return span;
  }

  private TraceId sample() {
    boolean isKept =
        rate > 0
            && size.get() < CAPACITY
            && (rate >= 1 || ThreadLocalRandom.current().nextDouble() < rate);
    return isKept ? TraceId.random() : null;
  }

  /**
   * This thread is no longer in a span, which may go on elsewhere. Spans within it that were
   * forgotten are left, too.
   *
   * @param span what {@link #begin} returned; where this thread is not in it, nothing happens
   */
  public void leave(SpanContext span) {
    SpanScope found = span == null ? null : current.get();
    while (found != null && (found.isAdopted() || found.span() != span)) {
      found = found.outer();
    }
    if (found != null) {
      current.set(found.outer());
    }
  }

  /**
   * As {@link #leave(SpanContext)}, for code that could not hold what {@link #begin} returned.
   *
   * @param owner as given to begin
   * @param start as given there
   * @return what that returned
   */
  public SpanContext leave(Object owner, long start) {
    SpanScope scope = rate <= 0 ? null : current.get();
    while (scope != null && !isOf(scope, owner, start)) {
      scope = scope.outer();
    }
    if (scope == null) {
      return null;
    }
    current.set(scope.outer());
    return scope.span();
  }

  private static boolean isOf(SpanScope scope, Object owner, long start) {
    SpanContext span = scope.span();
    return !scope.isAdopted() && span.owner() == owner && span.start() == start;
  }

  /**
   * The innermost owner of a class among the spans that this thread is in and that go on.
   *
   * @return null where there is none
   */
  public <T> T enclosing(Class<T> owner) {
    SpanContext span = handOver();
    while (span != null && (span.hasEnded() || !owner.isInstance(span.owner()))) {
      span = span.enclosing();
    }
    return span == null ? null : owner.cast(span.owner());
  }

  /** The span that work which is handed to another thread now is done for; null for none. */
  public SpanContext handOver() {
    SpanScope here = current.get();
    return here == null ? null : here.span();
  }

  /**
   * This thread works for a span of another thread from now on.
   *
   * @param span what {@link #handOver} returned there; null for none
   * @return what this thread has been in; handed back to {@link #resume}
   */
  public SpanScope adopt(SpanContext span) {
    SpanScope before = current.get();
    current.set(span == null ? null : SpanScope.adopted(span));
    return before;
  }

  /**
   * This thread is back where it was.
   *
   * @param before what {@link #adopt} returned
   */
  public void resume(SpanScope before) {
    current.set(before);
  }

  /** A span is over, on whatever thread; null where nothing of its trace is kept. */
  public void end(SpanContext span) {
    if (span != null) {
      span.end();
    }
  }

  /**
   * Keeps a span that has ended until the next flush.
   *
   * @param span a sampled one
   */
  public void keep(SpanContext span, String name, Tags tags, long nanos) {
    if (size.get() < CAPACITY) {
      size.incrementAndGet();
      kept.add(
          new FinishedSpan(
              span.trace(),
              span.id(),
              span.parentId(),
              span.start(),
              System.currentTimeMillis(),
              name,
              tags,
              nanos));
    }
  }

  /** Takes what was kept, in the order in which the spans ended. Called by the flush loop. */
  public List<FinishedSpan> drain() {
    List<FinishedSpan> spans = new ArrayList<>();
    for (FinishedSpan span = kept.poll(); span != null; span = kept.poll()) {
      size.decrementAndGet();
      spans.add(span);
    }
    return spans;
  }
}
