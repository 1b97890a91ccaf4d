package io.athena.apm.instrumentation.cache;

import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Gauge;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Registry;
import java.util.function.DoubleSupplier;

/** The cells of one cache. Written and read on the athena-apm thread. */
final class CacheCells {

  private final Counter hits;
  private final Counter misses;
  private final Counter evictions;
  private final Counter loadErrors;
  private final LastValue entries;
  private final LastValue size;
  private final LastValue hitRate;
  private final LastValue loadMillis;

  /** A gauge's value as of the last poll. */
  private static final class LastValue implements DoubleSupplier {

    private double value = Double.NaN;

    @Override
    public double getAsDouble() {
      return value;
    }
  }

  CacheCells(Registry registry, String cache, String library) {
    hits = registry.counters(CacheMetrics.HIT).get(cache, library);
    misses = registry.counters(CacheMetrics.MISS).get(cache, library);
    evictions = registry.counters(CacheMetrics.EVICTION).get(cache, library);
    loadErrors = registry.counters(CacheMetrics.LOAD_ERROR).get(cache, library);
    entries = gauge(registry, CacheMetrics.ENTRIES, cache, library);
    size = gauge(registry, CacheMetrics.SIZE, cache, library);
    hitRate = gauge(registry, CacheMetrics.HIT_RATE, cache, library);
    loadMillis = gauge(registry, CacheMetrics.LOAD_DURATION, cache, library);
  }

  private static LastValue gauge(Registry registry, Metric metric, String cache, String library) {
    LastValue value = new LastValue();
    Family<Gauge> gauges = registry.gauges(metric);
    gauges.get(cache, library).set(value);
    return value;
  }

  /** Adds the counts of an interval. */
  void add(CacheStatistics gained) {
    hits.add(gained.hits());
    misses.add(gained.misses());
    evictions.add(gained.evictions());
    loadErrors.add(gained.loadErrors());
    // 0/0 is NaN: no read, no rate; no load, no mean.
    hitRate.value = (double) gained.hits() / (gained.hits() + gained.misses());
    loadMillis.value = gained.loadNanos() / 1e6 / gained.loads();
  }

  /** No gauge has a value. */
  void clear() {
    hitRate.value = Double.NaN;
    loadMillis.value = Double.NaN;
    sizes(Double.NaN, Double.NaN);
  }

  /** Sets the current sizes; NaN where unknown. */
  void sizes(double entriesNow, double weightNow) {
    entries.value = entriesNow;
    size.value = weightNow;
  }
}
