package io.athena.apm.instrumentation.cache;

/** Asks one version of a library, in one class loader, what it knows of a cache. */
interface CacheReader {

  /** What the cache has counted. */
  CacheStatistics statistics(Object statistics);

  /** How many entries it has. */
  double entries(Object cache);

  /** The weight of all entries; NaN where they have none. */
  double weight(Object cache);
}
