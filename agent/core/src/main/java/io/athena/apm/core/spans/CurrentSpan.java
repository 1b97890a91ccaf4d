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

  /** What this thread is in, or null. */
  SpanScope get() {
    if (!used) {
      return null;
    }
    Object found = spans.get();
    SpanScope scope = found instanceof Note note ? inherited(note) : (SpanScope) found;
    return scope != null && scope.isOver() ? skipOver(scope) : scope;
  }

  private SpanScope inherited(Note note) {
    SpanScope scope =
        VirtualThreads.isVirtual(Thread.currentThread()) ? SpanScope.adopted(note.span()) : null;
    set(scope);
    return scope;
  }

  private SpanScope skipOver(SpanScope innermost) {
    SpanScope scope = innermost;
    while (scope != null && scope.isOver()) {
      scope = scope.outer();
    }
    set(scope);
    return scope;
  }

  /** Puts this thread into a span; into none where that is null. */
  void set(SpanScope scope) {
    if (scope != null) {
      used = true;
    }
    if (used) {
      spans.set(scope);
    }
  }

  /** What a new thread is given. */
  private record Note(SpanContext span) {}

  private static final class Inherited extends InheritableThreadLocal<Object> {

    @Override
    protected Object childValue(Object parents) {
      if (parents instanceof SpanScope scope) {
        return new Note(scope.span());
      }
      // A virtual thread that has not looked itself is in a span all the same.
      return parents instanceof Note && VirtualThreads.isVirtual(Thread.currentThread())
          ? parents
          : null;
    }
  }
}
