package io.athena.apm.instrumentation.api;

import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Registry;
import java.time.Duration;
import java.util.Locale;

/** The cells of metrics that libraries report to as well, for applications that use no library. */
final class CatalogueCells {

  static final String LIBRARY = "api";

  private final Family<Histogram> analysisDuration;
  private final Family<Counter> analysisTotal;
  private final Family<Counter> analysisError;
  private final Family<Counter> hits;
  private final Family<Counter> misses;
  private final Family<Counter> events;

  CatalogueCells(Registry registry) {
    analysisDuration = registry.histograms(ApiMetrics.ANALYSIS_DURATION);
    analysisTotal = registry.counters(ApiMetrics.ANALYSIS_TOTAL);
    analysisError = registry.counters(ApiMetrics.ANALYSIS_ERROR);
    hits = registry.counters(ApiMetrics.HIT);
    misses = registry.counters(ApiMetrics.MISS);
    events = registry.counters(ApiMetrics.EVENT);
  }

  /** The application gives no operation and no error, so both are {@code none}. */
  void analysis(String provider, String model, Duration duration, boolean success) {
    String outcome = success ? "success" : "error";
    analysisTotal.get(null, provider, model, outcome).increment();
    if (duration != null) {
      analysisDuration.get(null, provider, model, outcome).record(nanos(duration));
    }
    if (!success) {
      analysisError.get(null, provider, model, null).increment();
    }
  }

  /** Caps a duration at 292 years, the most nanoseconds that fit. */
  private static long nanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return duration.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }

  void cacheOperation(String cache, boolean hit) {
    (hit ? hits : misses).get(cache, LIBRARY).increment();
  }

  /** Counts an event, in any case, with dashes or underscores: {@code HALF_OPEN}. */
  void circuitBreakerEvent(String name, String event) {
    events.get(name, LIBRARY, event.toLowerCase(Locale.ROOT).replace('-', '_')).increment();
  }
}
