package io.athena.apm.spans;

/**
 * A thread's entry for its current span; refers to the previous entry. Used by that thread only.
 */
public final class SpanScope {

  private final SpanContext span;
  private final boolean adopted;
  private SpanScope outer;

  private SpanScope(SpanContext span, boolean adopted, SpanScope outer) {
    this.span = span;
    this.adopted = adopted;
    this.outer = outer;
  }

  static SpanScope of(SpanContext span, SpanScope outer) {
    return new SpanScope(span, false, outer);
  }

  /** Work for a span of another thread. It may continue after the span has ended. */
  static SpanScope adopted(SpanContext span) {
    return new SpanScope(span, true, null);
  }

  SpanContext span() {
    return span;
  }

  boolean isAdopted() {
    return adopted;
  }

  /** The scope below this one; null for none. */
  SpanScope outer() {
    return outer;
  }

  /** Whether the span has ended, but was not left on this thread. */
  boolean hasEnded() {
    return !adopted && span.hasEnded();
  }

  /** Removes the ended scopes below: on an event loop other threads end the spans. */
  void removeEnded() {
    for (SpanScope scope = this; scope != null; scope = scope.outer) {
      while (scope.outer != null && scope.outer.hasEnded()) {
        scope.outer = scope.outer.outer;
      }
    }
  }
}
