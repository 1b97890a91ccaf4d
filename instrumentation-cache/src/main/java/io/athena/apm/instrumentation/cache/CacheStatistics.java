package io.athena.apm.instrumentation.cache;

/**
 * A library's own count of one cache, since the cache was built.
 *
 * @param hits reads that found a value
 * @param misses reads that did not
 * @param evictions entries removed because of size, weight or age
 * @param loads successful ones and failed ones
 * @param loadErrors failed loads
 * @param loadNanos the time all loads took together
 */
public record CacheStatistics(
    long hits, long misses, long evictions, long loads, long loadErrors, long loadNanos) {

  static final CacheStatistics NONE = new CacheStatistics(0, 0, 0, 0, 0, 0);

  /** The sum with the count of another part of the cache. */
  CacheStatistics plus(CacheStatistics other) {
    return new CacheStatistics(
        hits + other.hits,
        misses + other.misses,
        evictions + other.evictions,
        loads + other.loads,
        loadErrors + other.loadErrors,
        loadNanos + other.loadNanos);
  }

  /** The difference to an earlier count. */
  CacheStatistics minus(CacheStatistics earlier) {
    return new CacheStatistics(
        hits - earlier.hits,
        misses - earlier.misses,
        evictions - earlier.evictions,
        loads - earlier.loads,
        loadErrors - earlier.loadErrors,
        loadNanos - earlier.loadNanos);
  }

  /** Whether the library has reset its counts, so that one is smaller than before. */
  boolean isBefore(CacheStatistics earlier) {
    return hits < earlier.hits || misses < earlier.misses || loads < earlier.loads;
  }
}
