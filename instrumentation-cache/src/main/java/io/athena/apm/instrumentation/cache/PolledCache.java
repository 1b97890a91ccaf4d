package io.athena.apm.instrumentation.cache;

import io.athena.apm.weaving.adapter.Adapters;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cache whose library counts, and the part of the counts that is reported. Created by the thread
 * that builds the cache, polled on the athena-apm thread.
 */
/*
 * Who holds the statistics
 *
 * The engine holds neither the cache nor its statistics: either refers to the application's class
 * loader. The class of the statistics holds them until the first poll after the cache has died, so
 * what the cache counted between the last poll and its death is reported. A class loader that dies
 * takes its statistics along: the counts since the last poll are lost.
 */
final class PolledCache {

  private static final Held HELD = new Held();

  private final String name;
  private final CacheCells cells;
  private final Adapters<CacheReader> readers;
  private final WeakReference<Object> cache;
  private final WeakReference<Object> statistics;

  /** Null where the counts until the next poll are not reported. */
  private CacheStatistics last = CacheStatistics.NONE;

  /** The statistics that are polled, by their class. */
  private static final class Held extends ClassValue<Set<Object>> {

    @Override
    protected Set<Object> computeValue(Class<?> type) {
      return ConcurrentHashMap.newKeySet();
    }
  }

  PolledCache(
      String name,
      CacheCells cells,
      Adapters<CacheReader> readers,
      Object cache,
      Object statistics) {
    this.name = name;
    this.cells = cells;
    this.readers = readers;
    this.cache = new WeakReference<>(cache);
    this.statistics = new WeakReference<>(statistics);
    HELD.get(statistics.getClass()).add(statistics);
  }

  String name() {
    return name;
  }

  /**
   * Reports the counts since the last poll.
   *
   * @param paused whether nothing is read
   * @return whether the cache is alive; if not, this was the last poll
   */
  boolean poll(boolean paused) {
    Object living = cache.get();
    Object counted = statistics.get();
    if (counted != null && !paused) {
      read(counted, living);
    }
    return living != null && counted != null;
  }

  private void read(Object counted, Object living) {
    CacheReader reader = readers.get(counted.getClass());
    CacheStatistics now = reader.statistics(counted);
    if (last != null) {
      cells.add(now.isBefore(last) ? now : now.minus(last));
    }
    last = now;
    if (living != null) {
      cells.sizes(reader.entries(living), reader.weight(living));
    }
  }

  /** Reports nothing of the cache until it is polled again, and then the counts from there on. */
  void pause() {
    cells.clear();
    last = null;
  }

  /** The cache is not polled again. */
  void release() {
    cells.clear();
    Object counted = statistics.get();
    if (counted != null) {
      HELD.get(counted.getClass()).remove(counted);
    }
  }
}
