package io.athena.apm.instrumentation.cache;

import java.lang.ref.WeakReference;
import java.util.function.ToDoubleFunction;

/** A cache whose library counts by itself, and how far its count has been carried over. */
final class PolledCache {

  private final CacheCells cells;
  private final CacheReader reader;
  private final WeakReference<Object> cache;
  private final Object statistics;
  private CacheStatistics last = CacheStatistics.NONE;

  PolledCache(CacheCells cells, CacheReader reader, Object cache, Object statistics) {
    this.cells = cells;
    this.reader = reader;
    this.cache = new WeakReference<>(cache);
    this.statistics = statistics;
    cells.sizes(() -> ofLiving(reader::entries), () -> ofLiving(reader::weight));
  }

  /**
   * Carries over what was counted since the last time.
   *
   * @return whether the cache is still alive; if not, this was the last time
   */
  boolean poll() {
    boolean alive = cache.get() != null;
    CacheStatistics now = reader.statistics(statistics);
    cells.add(now.isBefore(last) ? now : now.minus(last));
    last = now;
    return alive;
  }

  private double ofLiving(ToDoubleFunction<Object> question) {
    Object living = cache.get();
    return living == null ? Double.NaN : question.applyAsDouble(living);
  }
}
