package io.athena.apm.instrumentation.resilience;

import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Tags;
import io.athena.apm.spans.SpanContext;
import io.athena.apm.spans.Spans;

/** Reports the calls of hand-written breakers: their duration by outcome, and their spans. */
final class BreakerCalls {

  static final String SUCCESS = "success";
  static final String ERROR = "error";
  static final String REJECTED = "rejected";

  private static final String SPAN = "circuit_breaker.call";

  private final Family<Histogram> durations;
  private final Spans spans;

  BreakerCalls(Registry registry, Spans spans) {
    this.durations = registry.histograms(ResilienceMetrics.CALL_DURATION);
    this.spans = spans;
  }

  /** Begins the span of a call on this thread; the time is the monotonic clock, in nanoseconds. */
  void begin(long now) {
    spans.begin(this, now);
  }

  /** Removes this thread from the span of a call; null if its trace is not kept. */
  SpanContext leave(long began) {
    return spans.leave(this, began);
  }

  /** Ends the span of a call, on any thread. */
  void end(SpanContext span) {
    spans.end(span);
  }

  /** Records a call that has ended; the span may be null. */
  void record(TrackedBreaker breaker, String outcome, long nanos, SpanContext span) {
    durations.get(breaker.name(), breaker.library(), outcome).record(nanos);
    if (span != null && span.isRecorded()) {
      String[] values = {breaker.name(), breaker.library(), outcome};
      Tags tags = Tags.of(durations.metric().tags(), values);
      spans.keep(span, SPAN, tags, nanos);
    }
  }

  /**
   * How a call has ended. The agent does not see whether the breaker has run it, so this is
   * derived: a breaker that was open all the time has rejected the call, even if it returned a
   * value instead. So has a breaker that throws an exception of its own package, unless it was
   * closed all the time; then another breaker, within the call, has thrown the exception.
   *
   * @param throughout the breaker's state during the call; null if it changed or is unknown
   */
  static String outcome(Object breaker, BreakerState throughout, Throwable error) {
    if (throughout != null && throughout.isOpen()) {
      return REJECTED;
    }
    if (error == null) {
      return SUCCESS;
    }
    boolean mayReject = throughout == null || throughout.value() != 0;
    return mayReject && isFromPackageOf(breaker, error) ? REJECTED : ERROR;
  }

  private static boolean isFromPackageOf(Object breaker, Throwable error) {
    return error.getClass().getPackageName().equals(breaker.getClass().getPackageName());
  }
}
