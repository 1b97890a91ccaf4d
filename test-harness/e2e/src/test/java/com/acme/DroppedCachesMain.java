package com.acme;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.cache.CacheBuilder;

/** Builds a cache for each of many requests, misses once in each, and drops it. */
public final class DroppedCachesMain {

  private DroppedCachesMain() {}

  /**
   * Runs the program.
   *
   * @param arguments how many caches of each library
   */
  public static void main(String[] arguments) {
    int caches = Integer.parseInt(arguments[0]);
    int found = 0;
    for (int i = 0; i < caches; i++) {
      found += Caffeine.newBuilder().maximumSize(10).build().getIfPresent(i) == null ? 0 : 1;
      found += CacheBuilder.newBuilder().maximumSize(10).build().getIfPresent(i) == null ? 0 : 1;
    }
    System.out.println("found: " + found);
  }
}
