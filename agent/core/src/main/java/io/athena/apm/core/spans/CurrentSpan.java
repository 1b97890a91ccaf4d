package io.athena.apm.core.spans;

/**
 * The innermost span of each thread; an empty entry is what is left on a thread that was in one.
 *
 * <p>A span that was ended on another thread, or never taken off, is passed over.
 */
/*
 * Virtual threads
 *
 * Whoever starts a virtual thread wants one thing done; it is in the span of the one who started
 * it. A pool's thread does many things, and must not be in the span in which the pool happened to
 * grow. The JDK asks an inheritable thread-local in the parent thread, before the child is known.
 * So every child gets a note, and the first look at it decides.
 */
final class CurrentSpan {

  private final ThreadLocal<Object> spans;

  /** Until the first span there is nothing to look for, and no thread gets an entry for looking. */
  private volatile boolean used;

  CurrentSpan() {
    spans = VirtualThreads.EXIST ? new Inherited() : new ThreadLocal<>();
  }

  /** The span that this thread is in, or null. */
  SpanContext get() {
    if (!used) {
      return null;
    }
    Object found = spans.get();
    SpanContext span = found instanceof Note note ? inherited(note) : (SpanContext) found;
    return span != null && span.hasEnded() ? skipEnded(span) : span;
  }

  private SpanContext inherited(Note note) {
    SpanContext span =
        VirtualThreads.isVirtual(Thread.currentThread())
            ? SpanContext.elsewhere(note.span())
            : null;
    set(span);
    return span;
  }

  private SpanContext skipEnded(SpanContext innermost) {
    SpanContext span = innermost;
    while (span != null && span.hasEnded()) {
      span = span.parent();
    }
    set(span);
    return span;
  }

  /** Puts this thread into a span; into none where that is null. */
  void set(SpanContext span) {
    if (span != null) {
      used = true;
    }
    if (used) {
      spans.set(span);
    }
  }

  /** What a new thread is given. */
  private record Note(SpanContext span) {}

  private static final class Inherited extends InheritableThreadLocal<Object> {

    @Override
    protected Object childValue(Object parents) {
      return parents instanceof SpanContext span ? new Note(span) : null;
    }
  }
}
