package io.athena.apm.runtime;

import java.util.function.Supplier;

/** What caches report to, on the thread that builds or reads one. */
public interface CacheProbe {

  /** Reports nothing. */
  CacheProbe NONE = new SilentProbe();

  /**
   * A library asks, while it builds a cache, for the statistics that this cache shall keep.
   *
   * @param statistics the supplier it would use
   * @param <T> the library's own type of statistics
   * @return a supplier of the same objects that lets the engine see them
   */
  <T> Supplier<T> statistics(Supplier<T> statistics);

  /**
   * A cache has been built.
   *
   * @param library which library built it
   * @param cache the cache; kept weakly
   */
  void built(String library, Object cache);

  /**
   * A hand-written cache has been read.
   *
   * @param cache the cache; kept weakly
   * @param result what it returned: null or an empty optional is a miss
   */
  void read(Object cache, Object result);
}
