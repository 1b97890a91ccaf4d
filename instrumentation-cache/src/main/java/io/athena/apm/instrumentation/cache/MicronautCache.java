package io.athena.apm.instrumentation.cache;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import io.micronaut.cache.AbstractMapBasedSyncCache;
import io.micronaut.cache.caffeine.DefaultSyncCache;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.asm.Advice;

/**
 * Gives Micronaut's Caffeine caches ({@code @Cacheable}) their names; Caffeine counts each read.
 * Reads of Micronaut's caches in maps are counted.
 */
public final class MicronautCache implements LibraryInstrumentation {

  static final String LIBRARY = "micronaut-cache";
  private static final String PACKAGE = "io.micronaut.cache.";

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
    return "Micronaut's caches: the names of Caffeine caches; hits and misses of caches in maps";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        Hook.of(PACKAGE + "caffeine.DefaultSyncCache#<init>", MicronautCache.class, "Named"),
        Hook.of(
            PACKAGE
                + "AbstractMapBasedSyncCache#get(java.lang.Object,"
                + " io.micronaut.core.type.Argument)",
            MicronautCache.class,
            "Read"));
  }

  static final class Named {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This DefaultSyncCache cache) {
      Probes.cache().named(cache.getNativeCache(), cache.getName());
    }
  }

  static final class Read {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This AbstractMapBasedSyncCache<?> cache, @Advice.Return Optional<?> value) {
      Probes.cache().read(LIBRARY, cache.getName(), value.orElse(null));
    }
  }
}
