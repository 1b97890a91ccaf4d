package io.athena.apm.runtime;

import java.util.function.Supplier;

/** The probe of caches, called on the thread that builds or reads a cache. */
public interface CacheProbe {

  /** Reports nothing. */
  CacheProbe NONE = new SilentProbe();

  /**
   * A library asks for the statistics of a cache that it builds.
   *
   * @param chosen the application's supplier; null where it has chosen none
   * @param own the library's own supplier
   * @param <T> the library's own type of statistics
   * @return a supplier of the library's own statistics, which are registered; where the application
   *     has chosen others, of objects that count in both
   */
  <T> Supplier<T> statistics(Supplier<T> chosen, Supplier<T> own);

  /**
   * A cache has been built.
   *
   * @param library the name of the library
   * @param cache the cache; kept weakly
   */
  void built(String library, Object cache);

  /**
   * A hand-written cache has been read.
   *
   * @param cache the cache; kept weakly
   * @param result the returned value: null or an empty optional is a miss
   */
  void read(Object cache, Object result);
}
