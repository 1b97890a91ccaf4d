package io.athena.apm.core.spans;

/** That a thread is in a span, and what it was in before. Belongs to that thread. */
public final class SpanScope {

  private final SpanContext span;
  private final boolean adopted;
  private SpanScope outer;

  private SpanScope(SpanContext span, boolean adopted, SpanScope outer) {
    this.span = span;
    this.adopted = adopted;
    this.outer = outer;
  }

  /** A span that begins on this thread. */
  static SpanScope of(SpanContext span, SpanScope outer) {
    return new SpanScope(span, false, outer);
  }

  /** Work for a span of another thread, which may go on when the span has ended. */
  static SpanScope adopted(SpanContext span) {
    return new SpanScope(span, true, null);
  }

  SpanContext span() {
    return span;
  }

  /** Whether the span began on another thread. */
  boolean isAdopted() {
    return adopted;
  }

  /** What the thread is in when this is over; null for nothing. */
  SpanScope outer() {
    return outer;
  }

  /** Whether the thread is in it no longer, though nobody has told. */
  boolean isOver() {
    return !adopted && span.hasEnded();
  }

  /** Takes out what is over, however deep: on an event loop each span is ended elsewhere. */
  void forgetOver() {
    for (SpanScope scope = this; scope != null; scope = scope.outer) {
      while (scope.outer != null && scope.outer.isOver()) {
        scope.outer = scope.outer.outer;
      }
    }
  }
}
