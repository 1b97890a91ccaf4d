package io.athena.apm.instrumentation.cache;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.ehcache.core.spi.service.StatisticsService;
import org.ehcache.core.statistics.TierStatistics;

/**
 * Measures caches of Ehcache 3.8 and later, also under JCache. Where the cache manager has the
 * statistics service, as JCache's has, the library's own counts are reported; else each read is
 * counted. A value that a loader finds is a hit, as in the library's own statistics.
 */
public final class Ehcache implements LibraryInstrumentation {

  static final String LIBRARY = "ehcache";
  private static final String PACKAGE = "org.ehcache.";
  private static final String ADDED = "#cacheAdded(java.lang.String, org.ehcache.Cache)";
  private static final String BASE = PACKAGE + "core.EhcacheBase#";

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
    return "Ehcache 3.8 and later, also under JCache: hits and misses; with its statistics service"
        + " evictions, entries and bytes, too";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook(BASE + "<init>", "Created"),
        hook(PACKAGE + "core.EhcacheManager#createNewEhcache", "Named"),
        hook(PACKAGE + "core.statistics.DefaultStatisticsService" + ADDED, "Counted"),
        // 3.9
        hook(PACKAGE + "core.internal.statistics.DefaultStatisticsService" + ADDED, "Counted"),
        hook(BASE + "get(java.lang.Object)", "Read"),
        hook(BASE + "getNoLoader(java.lang.Object)", "Read"),
        hook(BASE + "getAllInternal(java.util.Set, boolean)", "ReadAll"));
  }

  private static Hook hook(String point, String advice) {
    return Hook.of(point, Ehcache.class, advice);
  }

  static final class Created {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object cache) {
      Probes.cache().created(LIBRARY, cache);
    }
  }

  static final class Named {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) String alias, @Advice.Return Object cache) {
      Probes.cache().named(cache, alias);
    }
  }

  static final class Counted {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(typing = Assigner.Typing.DYNAMIC) StatisticsService service,
        @Advice.Argument(0) String alias,
        @Advice.Argument(1) Object cache) {
      Probes.cache().counted(LIBRARY, alias, cache, service.getCacheStatistics(alias));
    }
  }

  static final class Read {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object cache, @Advice.Return Object value) {
      Probes.cache().read(LIBRARY, cache, value);
    }
  }

  static final class ReadAll {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object cache,
        @Advice.Argument(0) Set<?> keys,
        @Advice.Return Map<?, ?> found) {
      Probes.cache().readAll(LIBRARY, cache, keys, found);
    }
  }

  /** Reads Ehcache's public interfaces. Loaded beside the library. */
  public static final class StatisticsAdapter implements CacheReader {

    @Override
    public CacheStatistics statistics(Object statistics) {
      org.ehcache.core.statistics.CacheStatistics counted =
          (org.ehcache.core.statistics.CacheStatistics) statistics;
      return new CacheStatistics(
          counted.getCacheHits(), counted.getCacheMisses(), counted.getCacheEvictions(), 0, 0, 0);
    }

    /** The lowest tier has all entries, those above it some. */
    @Override
    public double entries(Object cache, Object statistics) {
      double most = Double.NaN;
      for (TierStatistics tier : tiers(statistics)) {
        double mappings = tier.getMappings();
        most = Double.isNaN(most) ? mappings : Math.max(most, mappings);
      }
      return most;
    }

    /** A tier that counts entries only has -1 bytes. */
    @Override
    public double weight(Object cache, Object statistics) {
      double bytes = Double.NaN;
      for (TierStatistics tier : tiers(statistics)) {
        long occupied = tier.getOccupiedByteSize();
        bytes = occupied < 0 ? bytes : (double) occupied + (Double.isNaN(bytes) ? 0 : bytes);
      }
      return bytes;
    }

    private static Iterable<TierStatistics> tiers(Object statistics) {
      return ((org.ehcache.core.statistics.CacheStatistics) statistics)
          .getTierStatistics()
          .values();
    }
  }
}
