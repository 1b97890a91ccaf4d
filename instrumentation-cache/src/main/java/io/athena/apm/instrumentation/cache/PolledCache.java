package io.athena.apm.instrumentation.cache;

import java.lang.ref.WeakReference;

/** A cache whose library counts by itself, and how far its count has been carried over. */
final class PolledCache {

  private final CacheCells cells;
  private final CaffeineReaders readers;
  private final WeakReference<Object> cache;
  private final Object statistics;
  private CacheStatistics last = CacheStatistics.NONE;

  PolledCache(CacheCells cells, CaffeineReaders readers, Object cache, Object statistics) {
    this.cells = cells;
    this.readers = readers;
    this.cache = new WeakReference<>(cache);
    this.statistics = statistics;
  }

  /**
   * Carries over what was counted since the last time.
   *
   * @return whether the cache is still alive; if not, this was the last time
   */
  boolean poll() {
    CacheReader reader = readers.get(statistics.getClass());
    Object living = cache.get();
    CacheStatistics now = reader.statistics(statistics);
    cells.add(now.isBefore(last) ? now : now.minus(last));
    last = now;
    sizes(reader, living);
    return living != null;
  }

  /** Says nothing of the cache until it is polled again. */
  void pause() {
    cells.clear();
  }

  /** Leaves out what was counted since the last time. */
  void resume() {
    CacheReader reader = readers.get(statistics.getClass());
    last = reader.statistics(statistics);
    sizes(reader, cache.get());
  }

  private void sizes(CacheReader reader, Object living) {
    cells.sizes(
        living == null ? Double.NaN : reader.entries(living),
        living == null ? Double.NaN : reader.weight(living));
  }
}
