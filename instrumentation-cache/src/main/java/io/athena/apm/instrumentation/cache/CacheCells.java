package io.athena.apm.instrumentation.cache;

import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Gauge;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Registry;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * The cells of the caches with one name. Counters are written by any thread; gauges are set on the
 * athena-apm thread.
 */
final class CacheCells {

  private final Registry registry;
  private final String cache;
  private final String library;
  private final Counter hits;
  private final Counter misses;
  private final LongAdder loads = new LongAdder();
  private final LongAdder loadNanos = new LongAdder();
  private final LastValue entries;
  private final LastValue size;
  private final LastValue hitRate;
  private final LastValue loadMillis;
  private long hitsBefore;
  private long missesBefore;
  private double entriesNow = Double.NaN;
  private double sizeNow = Double.NaN;

  /** A gauge's value as of the last poll. */
  private static final class LastValue implements DoubleSupplier {

    private double value = Double.NaN;

    @Override
    public double getAsDouble() {
      return value;
    }
  }

  CacheCells(Registry registry, String cache, String library) {
    this.registry = registry;
    this.cache = cache;
    this.library = library;
    hits = registry.counters(CacheMetrics.HIT).get(cache, library);
    misses = registry.counters(CacheMetrics.MISS).get(cache, library);
    hitsBefore = hits.total();
    missesBefore = misses.total();
    entries = gauge(CacheMetrics.ENTRIES);
    size = gauge(CacheMetrics.SIZE);
    hitRate = gauge(CacheMetrics.HIT_RATE);
    loadMillis = gauge(CacheMetrics.LOAD_DURATION);
  }

  private LastValue gauge(Metric metric) {
    LastValue value = new LastValue();
    Family<Gauge> gauges = registry.gauges(metric);
    gauges.get(cache, library).set(value);
    return value;
  }

  private Counter counter(Metric metric) {
    return registry.counters(metric).get(cache, library);
  }

  /** Counts one read. */
  void read(boolean hit) {
    (hit ? hits : misses).increment();
  }

  /** Counts what a cache has counted. */
  void add(long moreHits, long moreMisses, long moreEvictions) {
    hits.add(moreHits);
    misses.add(moreMisses);
    if (moreEvictions > 0) {
      counter(CacheMetrics.EVICTION).add(moreEvictions);
    }
  }

  /** Counts a load. */
  void loaded(long nanos, boolean failed) {
    loads.increment();
    loadNanos.add(nanos);
    if (failed) {
      counter(CacheMetrics.LOAD_ERROR).increment();
    }
  }

  /** Adds the counts of an interval. */
  void add(CacheStatistics gained) {
    add(gained.hits(), gained.misses(), gained.evictions());
    counter(CacheMetrics.LOAD_ERROR).add(gained.loadErrors());
    loads.add(gained.loads());
    loadNanos.add(gained.loadNanos());
  }

  /** Adds the current sizes of a cache; NaN where unknown. */
  void addSizes(double more, double weight) {
    entriesNow = sum(entriesNow, more);
    sizeNow = sum(sizeNow, weight);
  }

  private static double sum(double known, double more) {
    return Double.isNaN(known) ? more : Double.isNaN(more) ? known : known + more;
  }

  /**
   * Sets the gauges to the values of the interval that ends.
   *
   * @return whether a cache is alive or was read in it
   */
  boolean publish() {
    long hitsGained = hits.total() - hitsBefore;
    long readsGained = hitsGained + misses.total() - missesBefore;
    hitsBefore += hitsGained;
    missesBefore += readsGained - hitsGained;
    // 0/0 is NaN: no read, no rate; no load, no mean.
    hitRate.value = (double) hitsGained / readsGained;
    loadMillis.value = loadNanos.sumThenReset() / 1e6 / loads.sumThenReset();
    entries.value = entriesNow;
    size.value = sizeNow;
    entriesNow = Double.NaN;
    sizeNow = Double.NaN;
    return readsGained > 0 || !Double.isNaN(entries.value);
  }

  /** No gauge has a value, and what was read until now is not in the next rate. */
  void clear() {
    publish();
    hitRate.value = Double.NaN;
    loadMillis.value = Double.NaN;
    entries.value = Double.NaN;
    size.value = Double.NaN;
  }
}
