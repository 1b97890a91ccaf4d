package com.acme;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle that reads a cache ten times, with five hits. */
public final class CacheBundle implements BundleActivator {

  private static final int READS = 10;
  private static final int KEYS = 5;

  private LoadingCache<Integer, String> cache; // alive until the last flush

  /** Called by the framework. */
  public CacheBundle() {}

  @Override
  public void start(BundleContext context) {
    cache = Caffeine.newBuilder().maximumSize(READS).build(key -> "value " + key);
    String last = null;
    for (int i = 0; i < READS; i++) {
      last = cache.get(i % KEYS);
    }
    System.out.println(last + ", entries: " + cache.estimatedSize());
  }

  @Override
  public void stop(BundleContext context) {
    // The container stops with the JVM.
  }
}
