package io.athena.apm.instrumentation.ai;

import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Tags;
import io.athena.apm.spans.SpanContext;
import io.athena.apm.spans.Spans;

/** Ends the spans of calls and analyses, and keeps those of sampled traces. */
final class FinishedOperations {

  private final Spans spans;

  FinishedOperations(Spans spans) {
    this.spans = spans;
  }

  /**
   * Ends a span.
   *
   * @param error the simple name of the error's class, or null
   * @param usage the tokens of a call
   */
  void end(
      SpanContext span,
      String name,
      AiRequest request,
      String error,
      long nanos,
      TokenUsage usage) {
    spans.end(span);
    if (span != null && span.isRecorded()) {
      Tags tags =
          Tags.of(
              "operation", request.operation(),
              "provider", request.provider(),
              "model", request.model(),
              "outcome", AiCells.outcome(error),
              "error", error == null ? Family.NONE : error);
      spans.keep(span, name, tags, nanos, usage.reported());
    }
  }
}
