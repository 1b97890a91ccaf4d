package io.athena.apm.instrumentation.logging;

import io.athena.apm.runtime.LogProbe;
import io.athena.apm.spans.SpanContext;
import io.athena.apm.spans.Spans;
import io.athena.apm.spans.TraceParent;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the ids of the span that a thread is in. The names are those of OpenTelemetry's "Trace
 * Context in non-OTLP Log Formats". Runs on the application's threads.
 */
final class SpanIds implements LogProbe {

  private static final String TRACE = "trace_id";
  private static final String SPAN = "span_id";

  private final Spans spans;

  SpanIds(Spans spans) {
    this.spans = spans;
  }

  @Override
  public Map<String, String> context(Map<String, String> context) {
    String[] ids = ids(context.get(TRACE), context.get(SPAN));
    if (ids == null) {
      return context;
    }
    Map<String, String> extended = new HashMap<>(context);
    extended.put(TRACE, ids[0]);
    extended.put(SPAN, ids[1]);
    return extended;
  }

  @Override
  public String[] ids(Object traceId, Object spanId) {
    // One id of ours beside one of the application's would name a span that does not exist.
    SpanContext span = traceId == null && spanId == null ? spans.current() : null;
    TraceParent place = span == null ? null : span.traceParent();
    return place == null ? null : new String[] {place.traceText(), place.spanText()};
  }
}
