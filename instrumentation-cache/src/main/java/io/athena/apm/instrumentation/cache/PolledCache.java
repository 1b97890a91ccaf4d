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
 * loader. The class of the statistics holds them until the cache has died, so what the cache counted
 * between the last poll and its death is reported. A class loader that dies takes its statistics
 * along: the counts since the last poll are lost.
 */
final class PolledCache {

  private static final Held HELD = new Held();

  private final String library;
  private final String site;
  private final Adapters<CacheReader> readers;
  private final WeakReference<Object[]> statistics;
  private volatile String given;

  private volatile boolean countsReads = true;
  private volatile boolean countsEvictions = true;

  /** Null where the counts until the next poll are not reported. */
  private volatile CacheStatistics last = CacheStatistics.NONE;

  /** The statistics of caches, by their class. */
  private static final class Held extends ClassValue<Set<Object>> {

    @Override
    protected Set<Object> computeValue(Class<?> type) {
      return ConcurrentHashMap.newKeySet();
    }
  }

  /**
   * Makes the class of the statistics hold them.
   *
   * @param site where the cache was built
   * @param statistics at least one object, which count different events
   */
  PolledCache(String library, String site, Adapters<CacheReader> readers, Object[] statistics) {
    this.library = library;
    this.site = site;
    this.readers = readers;
    this.statistics = new WeakReference<>(statistics);
    HELD.get(statistics[0].getClass()).add(statistics);
  }

  String library() {
    return library;
  }

  String site() {
    return site;
  }

  /** The name that a framework or the library gives; else that of the creation site. */
  String name() {
    String known = given;
    return known == null ? site : known;
  }

  /** Gives the name; returns whether there was none. */
  boolean give(String name) {
    boolean first = given == null;
    if (first) {
      given = name;
    }
    return first;
  }

  /** Another cache counts the reads of this one, and perhaps its evictions. */
  void becomeStore(boolean ofEvictions) {
    countsReads = false;
    countsEvictions = ofEvictions;
  }

  /** Reports the counts since the last poll, and the sizes. */
  void poll(Object cache, CacheTable table) {
    Object[] counted = statistics.get();
    if (counted != null) {
      CacheCells cells = table.cells(library, name());
      CacheReader reader = count(counted, cells);
      cells.addSizes(reader.entries(cache, counted[0]), reader.weight(cache, counted[0]));
    }
  }

  private CacheReader count(Object[] counted, CacheCells cells) {
    CacheReader reader = readers.get(counted[0].getClass());
    CacheStatistics now = CacheStatistics.NONE;
    for (Object each : counted) {
      now = now.plus(reader.statistics(each));
    }
    CacheStatistics before = last;
    if (before != null) {
      add(now.isBefore(before) ? now : now.minus(before), cells);
    }
    last = now;
    return reader;
  }

  private void add(CacheStatistics gained, CacheCells cells) {
    if (countsReads) {
      cells.add(gained);
    } else if (countsEvictions) {
      cells.add(0, 0, gained.evictions());
    }
  }

  /** Reports nothing until the next poll, and then the counts from there on. */
  void pause() {
    last = null;
  }

  /** Lets the statistics go. */
  void release() {
    Object[] counted = statistics.get();
    if (counted != null) {
      HELD.get(counted[0].getClass()).remove(counted);
    }
  }

  /** The cache has died: reports the counts since the last poll, and lets the statistics go. */
  void end(CacheTable table) {
    Object[] counted = statistics.get();
    if (counted != null && last != null) {
      count(counted, table.cells(library, name()));
    }
    release();
  }
}
