package io.athena.apm.instrumentation.cache;

import com.google.common.base.Supplier;
import com.google.common.cache.AbstractCache.SimpleStatsCounter;
import com.google.common.cache.AbstractCache.StatsCounter;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheStats;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Makes every Guava cache, 28 and later, keep its own statistics, and registers it.
 *
 * <p>The builder uses its counting supplier, whether the application called {@code recordStats()}
 * or not. A cache has one counter for itself and one for each of its segments; each is registered
 * when it is created.
 */
public final class GuavaCaches implements LibraryInstrumentation {

  static final String LIBRARY = "guava";
  private static final String PACKAGE = "com.google.common.cache.";
  private static final String BUILDER = PACKAGE + "CacheBuilder#";

  @Override
  public String name() {
    return LIBRARY;
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "Guava caches 28 and later: hits, misses, loads, evictions, entries; named by"
        + " Micrometer, else by where they are built";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook(BUILDER + "getStatsCounterSupplier()", "Statistics"),
        hook(PACKAGE + "AbstractCache$SimpleStatsCounter#<init>", "Counter"),
        hook(BUILDER + "build()", "Build"),
        hook(BUILDER + "build(" + PACKAGE + "CacheLoader)", "Build"));
  }

  private static Hook hook(String point, String advice) {
    return Hook.of(point, GuavaCaches.class, advice);
  }

  static final class Statistics {

    @SuppressWarnings("UnusedVariable") // assigning it replaces what the method returns
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Return(readOnly = false) Supplier<? extends StatsCounter> supplier,
        @Advice.FieldValue("CACHE_STATS_COUNTER") Supplier<StatsCounter> counting) {
      supplier = counting;
    }
  }

  static final class Counter {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object statistics) {
      Probes.cache().counts(statistics);
    }
  }

  static final class Build {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      Probes.cache().building();
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return Object cache) {
      Probes.cache().built(LIBRARY, cache);
    }
  }

  /** Reads Guava's public classes. Loaded beside the library. */
  public static final class StatisticsAdapter implements CacheReader {

    @Override
    public CacheStatistics statistics(Object statistics) {
      CacheStats stats = ((SimpleStatsCounter) statistics).snapshot();
      return new CacheStatistics(
          stats.hitCount(),
          stats.missCount(),
          stats.evictionCount(),
          stats.loadCount(),
          stats.loadExceptionCount(),
          stats.totalLoadTime());
    }

    @Override
    public double entries(Object cache, Object statistics) {
      return ((Cache<?, ?>) cache).size();
    }
  }
}
