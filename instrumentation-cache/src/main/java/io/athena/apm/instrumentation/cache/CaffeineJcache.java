package io.athena.apm.instrumentation.cache;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Counts what Caffeine's JCache provider counts, 2.9 and later, under JCache's name, whether its
 * statistics are on or not: where they are off, a cache tells its statistics only what costs no
 * clock, and they ignore it. With the agent a cache tells them all. The Caffeine cache below does
 * not know which entries have expired for JCache, so of that only the size is reported.
 */
public final class CaffeineJcache implements LibraryInstrumentation {

  private static final String PACKAGE = "com.github.benmanes.caffeine.jcache.";
  private static final String STATISTICS = PACKAGE + "management.JCacheStatisticsMXBean#";

  @Override
  public String name() {
    return "caffeine-jcache";
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "Caffeine's JCache provider 2.9 and later: hits, misses, evictions, entries, as library"
        + " `caffeine`";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook(PACKAGE + "CacheProxy#<init>", "Created"),
        hook(STATISTICS + "isEnabled()", "Enabled"),
        hook(STATISTICS + "recordHits(long)", "Hits"),
        hook(STATISTICS + "recordMisses(long)", "Misses"),
        hook(STATISTICS + "recordEvictions(long)", "Evictions"));
  }

  private static Hook hook(String point, String advice) {
    return Hook.of(point, CaffeineJcache.class, advice);
  }

  static final class Created {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.FieldValue("name") String name,
        @Advice.FieldValue("cache") Object store,
        @Advice.FieldValue("statistics") Object statistics) {
      Probes.cache().named(statistics, name);
      Probes.cache().storing(store, name);
    }
  }

  static final class Enabled {

    @SuppressWarnings("UnusedVariable") // assigning it replaces what the method returns
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return(readOnly = false) boolean enabled) {
      enabled = true;
    }
  }

  static final class Hits {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object statistics, @Advice.Argument(0) long hits) {
      Probes.cache().count(CaffeineCaches.LIBRARY, statistics, hits, 0, 0);
    }
  }

  static final class Misses {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object statistics, @Advice.Argument(0) long misses) {
      Probes.cache().count(CaffeineCaches.LIBRARY, statistics, 0, misses, 0);
    }
  }

  static final class Evictions {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object statistics, @Advice.Argument(0) long evictions) {
      Probes.cache().count(CaffeineCaches.LIBRARY, statistics, 0, 0, evictions);
    }
  }
}
