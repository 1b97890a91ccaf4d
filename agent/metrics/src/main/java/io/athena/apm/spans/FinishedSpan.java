package io.athena.apm.spans;

import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Tags;
import java.util.Map;

/**
 * One operation that has ended.
 *
 * @param trace the trace that it is a part of
 * @param id its number within the trace
 * @param parent the number of the enclosing span; 0 for the first of the trace
 * @param start the monotonic clock when it began, in nanoseconds
 * @param epochMillis the wall clock when it ended
 * @param name of the operation: {@code ai.call}, {@code ai.analysis}
 * @param tags the tags of its duration
 * @param nanos the duration
 * @param tokens numbers of tokens by kind, as {@code ai.tokens} has them; for calls only
 */
public record FinishedSpan(
    TraceId trace,
    long id,
    long parent,
    long start,
    long epochMillis,
    String name,
    Tags tags,
    long nanos,
    Map<String, Long> tokens) {

  /** Whether the operation has failed: it has an error, or no error tag and this outcome. */
  public boolean hasFailed() {
    String error = tags.get("error");
    return error == null ? "error".equals(tags.get("outcome")) : !error.equals(Family.NONE);
  }
}
