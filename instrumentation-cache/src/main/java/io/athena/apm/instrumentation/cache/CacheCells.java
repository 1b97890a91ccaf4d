package io.athena.apm.instrumentation.cache;

import io.athena.apm.core.metrics.Counter;
import io.athena.apm.core.metrics.Gauge;
import io.athena.apm.core.metrics.Registry;
import java.util.function.DoubleSupplier;

/** The cells of one cache. */
final class CacheCells {

  private final Counter hits;
  private final Counter misses;
  private final Counter evictions;
  private final Counter loadErrors;
  private final Gauge entries;
  private final Gauge size;
  private double hitRate = Double.NaN;
  private double loadMillis = Double.NaN;

  CacheCells(Registry registry, String cache, String library) {
    hits = registry.counters(CacheMetrics.HIT).get(cache, library);
    misses = registry.counters(CacheMetrics.MISS).get(cache, library);
    evictions = registry.counters(CacheMetrics.EVICTION).get(cache, library);
    loadErrors = registry.counters(CacheMetrics.LOAD_ERROR).get(cache, library);
    entries = registry.gauges(CacheMetrics.ENTRIES).get(cache, library);
    size = registry.gauges(CacheMetrics.SIZE).get(cache, library);
    registry.gauges(CacheMetrics.HIT_RATE).get(cache, library).set(() -> hitRate);
    registry.gauges(CacheMetrics.LOAD_DURATION).get(cache, library).set(() -> loadMillis);
  }

  /** Adds what an interval has brought. */
  void add(CacheStatistics gained) {
    hits.add(gained.hits());
    misses.add(gained.misses());
    evictions.add(gained.evictions());
    loadErrors.add(gained.loadErrors());
    // 0/0 is NaN: no read, no rate; no load, no mean.
    hitRate = (double) gained.hits() / (gained.hits() + gained.misses());
    loadMillis = gained.loadNanos() / 1e6 / gained.loads();
  }

  /** Sets where the sizes come from. */
  void sizes(DoubleSupplier entries, DoubleSupplier weight) {
    this.entries.set(entries);
    this.size.set(weight);
  }
}
