package io.athena.apm.instrumentation.ai;

import io.athena.apm.spans.SpanContext;

/**
 * A request to a provider that has not ended.
 *
 * @param analysis its analysis; null where the call is itself an analysis
 * @param start the monotonic clock, in nanoseconds
 * @param span null where nothing of its trace is kept
 */
record AiCall(
    Analysis analysis,
    String provider,
    String model,
    String operation,
    long start,
    SpanContext span) {

  boolean asksSameAs(AiCall other) {
    return provider.equals(other.provider) && model.equals(other.model);
  }
}
