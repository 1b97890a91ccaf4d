package com.acme.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** A wrapper: Caffeine does the work, and counts. */
public final class AnalysisCache {

  private final Cache<String, String> cache = Caffeine.newBuilder().build();

  public String get(String key) {
    return cache.getIfPresent(key);
  }
}
