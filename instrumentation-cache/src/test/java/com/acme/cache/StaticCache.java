package com.acme.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** A class of an application that keeps a cache in a static field. */
public final class StaticCache {

  private static final Cache<String, String> CACHE = Caffeine.newBuilder().recordStats().build();

  private StaticCache() {}

  /**
   * Reads a key that is not there.
   *
   * @return the misses that the library counted so far
   */
  public static long miss() {
    var unused = CACHE.getIfPresent("nothing");
    return CACHE.stats().missCount();
  }
}
