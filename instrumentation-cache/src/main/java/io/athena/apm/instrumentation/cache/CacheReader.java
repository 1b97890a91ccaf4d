package io.athena.apm.instrumentation.cache;

/**
 * Reads what a library knows of its caches. Implemented by an adapter for each library, called on
 * the athena-apm thread.
 */
public interface CacheReader {

  /**
   * What a cache has counted.
   *
   * @param statistics the library's object that counts
   */
  CacheStatistics statistics(Object statistics);

  /** How many entries a cache has. */
  double entries(Object cache);

  /** The weight of all entries of a cache; NaN where entries have no weight. */
  double weight(Object cache);
}
