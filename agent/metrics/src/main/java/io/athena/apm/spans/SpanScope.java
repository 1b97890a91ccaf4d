package io.athena.apm.spans;

/** A thread's entry for the span it is in, on top of the entry before. Used by that thread only. */
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

  /** Work for a span of another thread. It may go on after the span has ended. */
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

  /** The scope below this one; null for none. */
  SpanScope outer() {
    return outer;
  }

  /** Whether the span was ended without being left on this thread. */
  boolean isOver() {
    return !adopted && span.hasEnded();
  }

  /** Removes all scopes below that are over: on an event loop each span is ended elsewhere. */
  void forgetOver() {
    for (SpanScope scope = this; scope != null; scope = scope.outer) {
      while (scope.outer != null && scope.outer.isOver()) {
        scope.outer = scope.outer.outer;
      }
    }
  }
}
