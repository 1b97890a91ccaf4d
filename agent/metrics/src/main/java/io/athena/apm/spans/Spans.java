package io.athena.apm.spans;

import io.athena.apm.metrics.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tracks the spans of each thread, and keeps the finished spans of sampled traces until the next
 * flush. Called by application threads, which never wait.
 */
/*
 * Sampling
 *
 * The first span decides whether its trace is sampled, for all later spans on any thread. So a
 * trace that is not sampled needs a context, too: without one, each of its spans would decide
 * again, and a part of the tree would be shown. If no provider exports spans, only callers that
 * need a context get one: an analysis, because its calls search for it. Hence a trace that is not
 * sampled has its first span and the spans of analyses and calls, which are kept if it fails.
 */
public final class Spans {

  private static final int CAPACITY = 1_024;

  /** The most spans between two flushes that are kept because their trace has failed. */
  private static final int MOST_FAILED = CAPACITY / 4;

  /** The most spans around a span that is kept: an application may never end its spans. */
  static final int DEEPEST = 512;

  private final Queue<FinishedSpan> kept = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final CurrentSpan currentSpan = new CurrentSpan();
  private final SpanSampling sampling;

  /** Null after it has run. Two threads at once may run it twice, which does no harm. */
  private volatile Runnable beforeFirst;

  /** No spans yet; the rate is the share of traces to keep, 0 to 1. */
  public Spans(double rate) {
    this(new SpanSampling(rate, false, false));
  }

  /** No spans yet. */
  public Spans(SpanSampling sampling) {
    this.sampling = sampling;
  }

  /** Sets an action that runs once, on the thread that begins the first span, before the span. */
  public void beforeFirst(Runnable action) {
    beforeFirst = action;
  }

  /**
   * Begins a span on this thread, if its trace is sampled or it is the first of a trace.
   *
   * @param owner an object that identifies the span; not of the application
   * @param start the monotonic clock, in nanoseconds
   * @return to be passed to {@link #leave(SpanContext)} and {@link #end}; null if it is not begun
   */
  public SpanContext begin(Object owner, long start) {
    if (!sampling.isOn()) {
      return null;
    }
    SpanScope here = currentSpan.get();
    return here == null || (here.span().isSampled() && here.span().depth() < DEEPEST)
        ? begin(here, owner, start)
        : null;
  }

  /** Like {@link #begin}, but always returns a context, for callers of {@link #enclosing}. */
  public SpanContext beginAlways(Object owner, long start) {
    return begin(currentSpan.get(), owner, start);
  }

  /** Like {@link #beginAlways}, for a span that no other thread joins: prepares nothing. */
  public SpanContext beginHere(Object owner, long start) {
    return enter(currentSpan.get(), owner, start);
  }

  private SpanContext begin(SpanScope here, Object owner, long start) {
    Runnable preparation = beforeFirst;
    if (preparation != null) {
      preparation.run();
      beforeFirst = null;
    }
    return enter(here, owner, start);
  }

  private SpanContext enter(SpanScope here, Object owner, long start) {
    SpanContext parent = here == null ? null : here.span();
    Trace trace = parent == null ? trace() : parent.trace();
    SpanContext span = new SpanContext(parent, trace, owner, start);
    SpanScope scope = SpanScope.of(span, here);
    scope.removeEnded();
    span.removeEnded();
    currentSpan.set(scope);
    return span;
  }

  private Trace trace() {
    boolean isSampled =
        sampling.rate() > 0
            && size.get() < CAPACITY
            && (sampling.rate() >= 1 || ThreadLocalRandom.current().nextDouble() < sampling.rate());
    return isSampled || sampling.numbered() || sampling.keptIfFailed()
        ? new Trace(isSampled, sampling.keptIfFailed())
        : null;
  }

  /**
   * Removes this thread from a span, which may continue on another thread, and from spans within it
   * that were not left.
   *
   * @param span from {@link #begin}; ignored if this thread is not in it
   */
  public void leave(SpanContext span) {
    SpanScope found = span == null ? null : currentSpan.get();
    while (found != null && (found.isAdopted() || found.span() != span)) {
      found = found.outer();
    }
    if (found != null) {
      currentSpan.set(found.outer());
    }
  }

  /**
   * Like {@link #leave(SpanContext)}, by the owner that {@link #begin} got. Returns the context;
   * null if this thread is not in such a span.
   */
  public SpanContext leave(Object owner, long start) {
    SpanScope scope = sampling.isOn() ? currentSpan.get() : null;
    while (scope != null && !isOf(scope, owner, start)) {
      scope = scope.outer();
    }
    if (scope == null) {
      return null;
    }
    currentSpan.set(scope.outer());
    return scope.span();
  }

  private static boolean isOf(SpanScope scope, Object owner, long start) {
    SpanContext span = scope.span();
    return !scope.isAdopted() && span.owner() == owner && span.start() == start;
  }

  /** The innermost owner of a class among the open spans of this thread; null for none. */
  public <T> T enclosing(Class<T> owner) {
    SpanContext span = current();
    while (span != null && (span.hasEnded() || !owner.isInstance(span.owner()))) {
      span = span.enclosing();
    }
    return span == null ? null : owner.cast(span.owner());
  }

  /** The innermost span of this thread; null for none. */
  public SpanContext current() {
    SpanScope here = currentSpan.get();
    return here == null ? null : here.span();
  }

  /**
   * Puts this thread into a span from {@link #current} of another thread, null for none. Returns
   * the scope before, for {@link #resume}.
   */
  public SpanScope adopt(SpanContext span) {
    SpanScope before = currentSpan.get();
    currentSpan.set(span == null ? null : SpanScope.adopted(span));
    return before;
  }

  /** Puts this thread back into the scope that {@link #adopt} has returned. */
  public void resume(SpanScope before) {
    currentSpan.set(before);
  }

  /** Ends a span, on any thread; ignores null. */
  public void end(SpanContext span) {
    if (span != null) {
      span.end();
    }
  }

  /** Keeps a {@link SpanContext#isRecorded recorded} span, which has ended. */
  public void keep(SpanContext span, String name, Tags tags, long nanos) {
    keep(span, name, tags, nanos, Map.of());
  }

  /** Like {@link #keep(SpanContext, String, Tags, long)}, with numbers of tokens by kind. */
  public void keep(SpanContext span, String name, Tags tags, long nanos, Map<String, Long> tokens) {
    Trace trace = span.trace();
    FinishedSpan finished =
        new FinishedSpan(
            trace.id(),
            span.id(),
            span.parentId(),
            span.start(),
            System.currentTimeMillis(),
            name,
            tags,
            nanos,
            tokens);
    if (trace.isSampled()) {
      keep(finished);
    } else {
      keepFailed(trace.ended(finished, span.isRoot()));
    }
  }

  private void keepFailed(List<FinishedSpan> spans) {
    if (!spans.isEmpty() && failed.addAndGet(spans.size()) <= MOST_FAILED) {
      spans.forEach(this::keep);
    }
  }

  private void keep(FinishedSpan span) {
    if (size.get() < CAPACITY) {
      size.incrementAndGet();
      kept.add(span);
    }
  }

  /** Removes and returns the kept spans, in the order of their ends. Called by the flush loop. */
  public List<FinishedSpan> drain() {
    failed.set(0);
    List<FinishedSpan> spans = new ArrayList<>();
    for (FinishedSpan span = kept.poll(); span != null; span = kept.poll()) {
      size.decrementAndGet();
      spans.add(span);
    }
    return spans;
  }
}
