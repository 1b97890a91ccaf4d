package io.athena.apm.instrumentation.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import com.github.benmanes.caffeine.cache.stats.ConcurrentStatsCounter;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import net.bytebuddy.asm.Advice;

/**
 * Makes every Caffeine cache, 2.8 and later, keep its own statistics, and registers it.
 *
 * <p>The builder is told that it records statistics and which counter it uses; neither changes it,
 * so a later {@code recordStats()} of the application stays legal. A counter that the application
 * has chosen itself is used, but not read: it may be shared by several caches, and may not be
 * cumulative. Caffeine's own counts beside it.
 */
public final class CaffeineCaches implements LibraryInstrumentation {

  static final String LIBRARY = "caffeine";
  static final String PACKAGE = "com.github.benmanes.caffeine.";

  private static final String BUILDER = PACKAGE + "cache.Caffeine#";

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
    return "Caffeine 2.8 and later: hits, misses, loads, evictions, entries; named by Spring or"
        + " Micrometer, else by where they are built";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook("isRecordingStats()", "Recording"),
        hook("getStatsCounterSupplier()", "Statistics"),
        hook("build()", "Built"),
        hook("build(" + PACKAGE + "cache.CacheLoader)", "Built"),
        hook("buildAsync()", "Built"),
        hook("buildAsync(" + PACKAGE + "cache.CacheLoader)", "Built"),
        hook("buildAsync(" + PACKAGE + "cache.AsyncCacheLoader)", "Built"));
  }

  private static Hook hook(String method, String advice) {
    return Hook.of(BUILDER + method, CaffeineCaches.class, advice);
  }

  static final class Recording {

    @SuppressWarnings("UnusedVariable") // assigning it replaces what the method returns
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return(readOnly = false) boolean recording) {
      recording = true;
    }
  }

  static final class Statistics {

    @SuppressWarnings("UnusedVariable") // assigning it replaces what the method returns
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Return(readOnly = false) Supplier<StatsCounter> supplier,
        @Advice.FieldValue("statsCounterSupplier") Supplier<StatsCounter> chosen,
        @Advice.FieldValue("ENABLED_STATS_COUNTER_SUPPLIER") Supplier<StatsCounter> enabled) {
      supplier = Probes.cache().statistics(chosen, enabled);
    }
  }

  static final class Built {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return Object cache) {
      Probes.cache().built(LIBRARY, cache);
    }
  }

  /** Reads and implements Caffeine's public interfaces. Loaded beside the library. */
  public static final class StatisticsAdapter implements CacheReader {

    @Override
    public CacheStatistics statistics(Object statistics) {
      CacheStats stats = ((StatsCounter) statistics).snapshot();
      return new CacheStatistics(
          stats.hitCount(),
          stats.missCount(),
          stats.evictionCount(),
          stats.loadCount(),
          stats.loadFailureCount(),
          stats.totalLoadTime());
    }

    @Override
    public Object counter() {
      return new ConcurrentStatsCounter();
    }

    @Override
    public Object both(Object own, Object chosen) {
      return new Both((StatsCounter) own, (StatsCounter) chosen);
    }

    @Override
    public Object view(Object cache) {
      return synchronous(cache);
    }

    @Override
    public double entries(Object cache, Object statistics) {
      Cache<?, ?> known = synchronous(cache);
      return known == null ? Double.NaN : known.estimatedSize();
    }

    @Override
    public double weight(Object cache, Object statistics) {
      Cache<?, ?> known = synchronous(cache);
      Policy.Eviction<?, ?> bound = known == null ? null : known.policy().eviction().orElse(null);
      OptionalLong weight = bound == null ? OptionalLong.empty() : bound.weightedSize();
      return weight.isPresent() ? weight.getAsLong() : Double.NaN;
    }

    /** Null for a framework's cache, whose store tells the sizes. */
    private static Cache<?, ?> synchronous(Object cache) {
      if (cache instanceof AsyncCache<?, ?> async) {
        return async.synchronous();
      }
      return cache instanceof Cache<?, ?> known ? known : null;
    }

    /**
     * Counts in two counters; the cache's statistics are those of the application's. Not private:
     * the outermost class has another loader.
     */
    record Both(StatsCounter own, StatsCounter chosen) implements StatsCounter {

      @Override
      public void recordHits(int count) {
        own.recordHits(count);
        chosen.recordHits(count);
      }

      @Override
      public void recordMisses(int count) {
        own.recordMisses(count);
        chosen.recordMisses(count);
      }

      @Override
      public void recordLoadSuccess(long loadTime) {
        own.recordLoadSuccess(loadTime);
        chosen.recordLoadSuccess(loadTime);
      }

      @Override
      public void recordLoadFailure(long loadTime) {
        own.recordLoadFailure(loadTime);
        chosen.recordLoadFailure(loadTime);
      }

      @Override
      public void recordEviction(int weight, RemovalCause cause) {
        own.recordEviction(weight, cause);
        chosen.recordEviction(weight, cause);
      }

      @Override
      public CacheStats snapshot() {
        return chosen.snapshot();
      }
    }
  }
}
