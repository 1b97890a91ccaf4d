package io.athena.apm.instrumentation.cache;

import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import io.quarkus.cache.runtime.caffeine.CaffeineCacheImpl;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Counts the reads of Quarkus' caches ({@code @CacheResult}) under their names. Quarkus reads its
 * Caffeine cache as a map, which Caffeine does not count, or counts a second time; so what Quarkus
 * itself tells its counter is reported. It does that only where its metrics are on: the agent turns
 * that on for each cache. Evictions and sizes are Caffeine's.
 */
public final class QuarkusCache implements LibraryInstrumentation {

  private static final String PACKAGE = "io.quarkus.cache.";
  private static final String CACHE = PACKAGE + "runtime.caffeine.CaffeineCacheImpl#";

  @Override
  public String name() {
    return "quarkus-cache";
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "Quarkus' caches: hits, misses, evictions, entries under their names, as library"
        + " `caffeine`";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        Hook.of(CACHE + "<init>", QuarkusCache.class, "Created"),
        Hook.of(CACHE + "getIfPresent(java.lang.Object)", QuarkusCache.class, "Read"));
  }

  static final class Created {

    @SuppressWarnings("UnusedVariable") // assigning them replaces the cache's fields
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This CaffeineCacheImpl cache,
        @Advice.FieldValue("cache") Object store,
        @Advice.FieldValue(value = "statsCounter", readOnly = false) StatsCounter counter,
        @Advice.FieldValue(value = "recordStats", readOnly = false) boolean counting) {
      counter = Probes.cache().counter(cache, store, cache.getName(), counter);
      counting = true;
    }
  }

  static final class Read {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This CaffeineCacheImpl cache, @Advice.Return Object value) {
      Probes.cache().read(CaffeineCaches.LIBRARY, cache.getName(), value);
    }
  }
}
