package io.athena.apm.runtime;

import java.util.Map;

/**
 * The probe of logging libraries, which adds the ids of the current span to the context of a log
 * event: {@code trace_id} and {@code span_id}. Called on the thread that logs.
 */
public interface LogProbe {

  /**
   * Adds the ids to a context.
   *
   * @param context the application's, which is not changed; not null
   * @return a copy with both ids; the same object where no span is current, or where the
   *     application has put an id of either name
   */
  default Map<String, String> context(Map<String, String> context) {
    return context;
  }

  /**
   * The ids for a context that is not a map.
   *
   * @param traceId the context's value of {@code trace_id}; may be null
   * @param spanId the context's value of {@code span_id}; may be null
   * @return the trace's id and the span's; null where no span is current, or where the application
   *     has put an id of either name
   */
  default String[] ids(Object traceId, Object spanId) {
    return null;
  }
}
