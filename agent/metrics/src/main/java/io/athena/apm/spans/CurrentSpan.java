package io.athena.apm.spans;

/**
 * The innermost span of each thread. A thread that was in a span keeps an empty entry. Spans that
 * another thread has ended, or that were never left, are skipped.
 */
/*
 * Virtual threads
 *
 * A virtual thread does one task for the thread that started it, and is in that thread's span. A
 * thread of a pool does many tasks, and must not be in the span in which the pool created it. The
 * JDK asks an inheritable thread-local in the parent thread, where the kind of the child is not yet
 * known. So every child gets a note, and its first access decides.
 */
final class CurrentSpan {

  private final ThreadLocal<Object> spans;

  /** False until the first span: until then no thread gets an entry by reading. */
  private volatile boolean used;

  CurrentSpan() {
    spans = VirtualThreads.EXIST ? new Inherited() : new ThreadLocal<>();
  }

  /** The scope of this thread; null for none. */
  SpanScope get() {
    if (!used) {
      return null;
    }
    Object found = spans.get();
    SpanScope scope = found instanceof Note note ? inherited(note) : (SpanScope) found;
    return scope != null && scope.hasEnded() ? skipOver(scope) : scope;
  }

  private SpanScope inherited(Note note) {
    SpanScope scope =
        VirtualThreads.isVirtual(Thread.currentThread()) ? SpanScope.adopted(note.span()) : null;
    set(scope);
    return scope;
  }

  private SpanScope skipOver(SpanScope innermost) {
    SpanScope scope = innermost;
    while (scope != null && scope.hasEnded()) {
      scope = scope.outer();
    }
    set(scope);
    return scope;
  }

  /** Sets the scope of this thread; null for none. */
  void set(SpanScope scope) {
    if (scope != null) {
      used = true;
    }
    if (used) {
      spans.set(scope);
    }
  }

  /** The entry of a new thread: the span of its parent thread. */
  private record Note(SpanContext span) {}

  private static final class Inherited extends InheritableThreadLocal<Object> {

    @Override
    protected Object childValue(Object parents) {
      if (parents instanceof SpanScope scope) {
        return new Note(scope.span());
      }
      // A virtual thread that has not read its entry is in a span as well.
      return parents instanceof Note && VirtualThreads.isVirtual(Thread.currentThread())
          ? parents
          : null;
    }
  }
}
