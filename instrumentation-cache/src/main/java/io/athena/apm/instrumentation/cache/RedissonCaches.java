package io.athena.apm.instrumentation.cache;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.redisson.jcache.JCache;
import org.redisson.spring.cache.RedissonCache;

/**
 * Counts what Redisson's caches for JCache and for Spring count themselves, under their names. The
 * map below a Spring cache is read twice where a value is loaded, so only the cache counts; the map
 * times. A key that JCache's {@code getAll} does not find is no miss for it, except where it loads.
 *
 * <p>A JCache asks for the object that counts before each count. Where its statistics are off that
 * is one of all caches, which ignores it; hence the thread has the name until then.
 */
public final class RedissonCaches implements LibraryInstrumentation {

  private static final String JCACHE = Redisson.PACKAGE + "jcache.";
  private static final String SPRING = Redisson.PACKAGE + "spring.cache.RedissonCache#";

  @Override
  public String name() {
    return "redisson-caches";
  }

  @Override
  public String libraryPackage() {
    return Redisson.PACKAGE;
  }

  @Override
  public String description() {
    return "Redisson's JCache and Spring caches 3.23 and later: hits, misses, duration and errors of"
        + " reads, as library `redisson`";
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    hooks.add(hook(SPRING + "<init>", "SpringCreated"));
    hooks.add(hook(SPRING + "addCacheHit()", "SpringHit"));
    hooks.add(hook(SPRING + "addCacheMiss()", "SpringMiss"));
    hooks.add(hook(JCACHE + "JCache#<init>", "Created"));
    hooks.add(hook(JCACHE + "JCache#getAsync(java.lang.Object)", "Read"));
    hooks.add(hook(JCACHE + "JCache#getAllAsync(java.util.Set)", "ReadAll"));
    hooks.add(hook(JCACHE + "JCacheManager#getStatBean", "Counting"));
    for (String type : List.of("JCacheStatisticsMXBean#", "EmptyStatisticsMXBean#")) {
      String statistics = JCACHE + "bean." + type;
      hooks.add(hook(statistics + "addHits(long)", "Hits"));
      hooks.add(hook(statistics + "addMisses(long)", "Misses"));
      for (String other :
          List.of("Evictions", "GetTime", "Puts", "PutTime", "Removals", "RemoveTime")) {
        hooks.add(hook(statistics + "add" + other + "(long)", "Counted"));
      }
    }
    return hooks;
  }

  private static Hook hook(String point, String advice) {
    return Hook.of(point, RedissonCaches.class, advice);
  }

  static final class SpringCreated {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This RedissonCache cache, @Advice.FieldValue("map") Object map) {
      Probes.cache().storing(map, cache.getName());
    }
  }

  static final class SpringHit {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This RedissonCache cache) {
      Probes.cache().count(Redisson.LIBRARY, cache.getName(), 1, 0, 0);
    }
  }

  static final class SpringMiss {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This RedissonCache cache) {
      Probes.cache().count(Redisson.LIBRARY, cache.getName(), 0, 1, 0);
    }
  }

  static final class Created {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This JCache<?, ?> cache) {
      Probes.cache().storing(cache, cache.getName());
    }
  }

  static final class Read {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return Probes.cache().start();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter long start,
        @Advice.This JCache<?, ?> cache,
        @Advice.Return Object value,
        @Advice.Thrown Throwable error) {
      Probes.cache()
          .operatedStore(Redisson.LIBRARY, cache, cache.getName(), "get", start, value, error);
    }
  }

  static final class ReadAll {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return Probes.cache().start();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter long start,
        @Advice.This JCache<?, ?> cache,
        @Advice.Return Object found,
        @Advice.Thrown Throwable error) {
      Probes.cache()
          .operatedStore(Redisson.LIBRARY, cache, cache.getName(), "getall", start, found, error);
    }
  }

  static final class Counting {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) JCache<?, ?> cache) {
      Probes.cache().enter(cache.getName());
    }
  }

  static final class Hits {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) long hits) {
      Probes.cache().count(Redisson.LIBRARY, null, hits, 0, 0);
      Probes.cache().leave(null);
    }
  }

  static final class Misses {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) long misses) {
      Probes.cache().count(Redisson.LIBRARY, null, 0, misses, 0);
      Probes.cache().leave(null);
    }
  }

  static final class Counted {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit() {
      Probes.cache().leave(null);
    }
  }
}
