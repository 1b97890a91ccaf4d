package io.athena.apm.instrumentation.cache;

/**
 * Reads the statistics of a library's caches. Each library has an adapter that implements this.
 * Called on the athena-apm thread, except for {@link #both}.
 */
public interface CacheReader {

  /**
   * The counts of a cache.
   *
   * @param statistics the library's object that counts
   */
  CacheStatistics statistics(Object statistics);

  /**
   * Called on the thread that builds a cache.
   *
   * @param own the library's own object that counts
   * @param chosen the application's, which the cache tells its users
   * @return one that counts in both
   */
  Object both(Object own, Object chosen);

  /** The number of entries of a cache. */
  double entries(Object cache);

  /** The weight of all entries of a cache; NaN where entries have no weight. */
  double weight(Object cache);
}
