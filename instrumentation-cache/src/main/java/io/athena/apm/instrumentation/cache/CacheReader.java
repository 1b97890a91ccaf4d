package io.athena.apm.instrumentation.cache;

/**
 * Reads the statistics of a library's caches. Each library has an adapter that implements this.
 * Called on the athena-apm thread unless said otherwise.
 */
public interface CacheReader {

  /**
   * The counts of a cache. Also called on the application's threads, when another cache has died.
   *
   * @param statistics the library's object that counts
   */
  CacheStatistics statistics(Object statistics);

  /** A new object that counts. Called on the thread that builds a cache. */
  default Object counter() {
    throw new IllegalStateException("this library's caches have statistics of their own only");
  }

  /**
   * Called on the thread that builds a cache.
   *
   * @param own the library's own object that counts
   * @param chosen the application's, which the cache tells its users
   * @return one that counts in both
   */
  default Object both(Object own, Object chosen) {
    throw new IllegalStateException("this library's caches have statistics of their own only");
  }

  /**
   * The same cache as frameworks know it: an asynchronous cache has a synchronous view. Called on
   * the thread that builds the cache.
   */
  default Object view(Object cache) {
    return cache;
  }

  /** The number of entries of a cache; NaN where unknown. */
  double entries(Object cache, Object statistics);

  /** The weight or bytes of all entries of a cache; NaN where unknown. */
  default double weight(Object cache, Object statistics) {
    return Double.NaN;
  }
}
