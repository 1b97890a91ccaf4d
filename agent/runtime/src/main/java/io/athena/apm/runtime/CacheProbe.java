package io.athena.apm.runtime;

import java.util.function.Supplier;

/** The probe of caches, called on the thread that builds or reads a cache. */
public interface CacheProbe {

  /** Reports nothing. */
  CacheProbe NONE = new SilentProbe();

  /**
   * A library creates the statistics of a cache that it builds.
   *
   * @param statistics the library's supplier
   * @param <T> the library's own type of statistics
   * @return a supplier of the same objects that registers them
   */
  <T> Supplier<T> statistics(Supplier<T> statistics);

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
