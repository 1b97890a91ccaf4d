package io.athena.apm.spans;

/**
 * Which traces are kept, and which get a number.
 *
 * @param rate the share of traces whose spans are all kept, 0 to 1
 * @param numbered whether each trace has a number, for headers or logs
 * @param keptIfFailed whether the first span of a trace and its AI calls are kept at any rate if
 *     the first span fails
 */
public record SpanSampling(double rate, boolean numbered, boolean keptIfFailed) {

  /** Whether spans are begun that {@link Spans#enclosing} does not search for. */
  boolean isOn() {
    return rate > 0 || numbered || keptIfFailed;
  }
}
