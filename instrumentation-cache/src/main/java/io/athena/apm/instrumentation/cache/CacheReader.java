package io.athena.apm.instrumentation.cache;

/**
 * Reads the statistics of a library's caches. Each library has an adapter that implements this.
 * Called on the athena-apm thread.
 */
public interface CacheReader {

  /**
   * The counts of a cache.
   *
   * @param statistics the library's object that counts
   */
  CacheStatistics statistics(Object statistics);

  /** The number of entries of a cache. */
  double entries(Object cache);

  /** The weight of all entries of a cache; NaN where entries have no weight. */
  double weight(Object cache);
}
