package io.athena.apm.instrumentation.ai;

import io.athena.apm.spans.SpanContext;

/**
 * One request to a provider, under way.
 *
 * @param analysis the analysis it belongs to; null where it is one itself
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

  /** Whether another call asks the same model of the same provider. */
  boolean asksSameAs(AiCall other) {
    return provider.equals(other.provider) && model.equals(other.model);
  }
}
