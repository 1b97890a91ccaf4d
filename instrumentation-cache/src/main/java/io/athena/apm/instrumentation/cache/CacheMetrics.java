package io.athena.apm.instrumentation.cache;

import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Unit;
import java.util.List;

/** The metrics of caches. */
public final class CacheMetrics {

  private static final List<String> TAGS = List.of("cache", "library");

  static final List<String> OPERATION_TAGS = List.of("cache", "library", "operation");

  static final Metric HIT = Metric.counter("cache.hit", TAGS, "Reads that found a value.");

  static final Metric MISS = Metric.counter("cache.miss", TAGS, "Reads that found none.");

  static final Metric EVICTION =
      Metric.counter("cache.eviction", TAGS, "Entries the cache removed by itself.");

  static final Metric OPERATION_ERROR =
      Metric.counter(
          "cache.operation.error",
          List.of("cache", "library", "operation", "error"),
          "Operations of remote caches that failed. The error is the exception's class or"
              + " the status that the library tells.");

  static final Metric LOAD_ERROR = Metric.counter("cache.load.error", TAGS, "Loads that failed.");

  static final Metric LOAD_DURATION =
      Metric.gauge(
          "cache.load.duration",
          Unit.MILLISECONDS,
          TAGS,
          "Mean duration of the loads of the last interval; a library that only sums up can't tell"
              + " more.");

  static final Metric ENTRIES =
      Metric.gauge("cache.entries", Unit.COUNT, TAGS, "Entries, as the cache estimates them.");

  static final Metric SIZE =
      Metric.gauge("cache.size", Unit.COUNT, TAGS, "Weight of all entries, where they have one.");

  static final Metric HIT_RATE =
      Metric.gauge(
          "cache.hit_rate",
          Unit.RATIO,
          TAGS,
          "Hits over reads of the last interval. Use the counters to add caches or hosts up.");

  static final Metric OPERATION_DURATION =
      Metric.duration(
          "cache.operation.duration",
          OPERATION_TAGS,
          "Duration of operations of remote caches and of Athena's own; the operation is the"
              + " command or the method. Caches in the JVM are not timed: their hit is faster than"
              + " a clock.");

  /** All of the above, for the reference page. */
  public static final List<Metric> ALL =
      List.of(
          HIT,
          MISS,
          EVICTION,
          LOAD_ERROR,
          LOAD_DURATION,
          ENTRIES,
          SIZE,
          HIT_RATE,
          OPERATION_DURATION,
          OPERATION_ERROR);

  private CacheMetrics() {}
}
