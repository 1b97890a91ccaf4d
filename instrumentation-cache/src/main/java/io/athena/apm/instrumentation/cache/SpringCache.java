package io.athena.apm.instrumentation.cache;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import net.bytebuddy.asm.Advice;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/**
 * Counts the reads of Spring's caches in maps, and gives other libraries' caches the names that
 * they have in Spring 5.3 and later.
 *
 * <p>The classes of caches are measured, not the annotations: a read of the application's own code
 * counts as one by {@code @Cacheable} does. What {@code lookup} returns for a stored null is not
 * null. A map with a loader is not asked by {@code lookup}.
 */
public final class SpringCache implements LibraryInstrumentation {

  static final String LIBRARY = "spring-cache";
  private static final String PACKAGE = "org.springframework.cache.";
  private static final String MAP = PACKAGE + "concurrent.ConcurrentMapCache#";
  private static final String CAFFEINE = PACKAGE + "caffeine.CaffeineCache#";
  private static final String OBJECT = "java.lang.Object";

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
    return "Spring Cache 5.3 and later: hits and misses of caches in maps, the names of Caffeine"
        + " caches";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook(
            CAFFEINE
                + "<init>(java.lang.String, com.github.benmanes.caffeine.cache.Cache, boolean)",
            "Named"),
        // 6.1
        Hook.optional(
            CAFFEINE
                + "<init>(java.lang.String, com.github.benmanes.caffeine.cache.AsyncCache, boolean)",
            SpringCache.class,
            "Named"),
        hook(MAP + "lookup(" + OBJECT + ")", "Lookup"),
        hook(MAP + "get(" + OBJECT + ", java.util.concurrent.Callable)", "Load"),
        // 6.1
        Hook.optional(
            MAP + "retrieve(" + OBJECT + ", java.util.function.Supplier)",
            SpringCache.class,
            "Retrieve"));
  }

  private static Hook hook(String point, String advice) {
    return Hook.of(point, SpringCache.class, advice);
  }

  static final class Named {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) String name, @Advice.Argument(1) Object cache) {
      Probes.cache().named(cache, name);
    }
  }

  static final class Lookup {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This ConcurrentMapCache cache, @Advice.Return Object value) {
      Probes.cache().read(LIBRARY, cache.getName(), value);
    }
  }

  static final class Load {

    @SuppressWarnings("UnusedVariable") // assigning it replaces the argument
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(value = 1, readOnly = false) Callable<?> loader) {
      loader = Probes.cache().loader(loader);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This ConcurrentMapCache cache,
        @Advice.Argument(1) Object loader,
        @Advice.Return Object value,
        @Advice.Thrown Throwable error) {
      Probes.cache().loaded(LIBRARY, cache.getName(), loader, value, error);
    }
  }

  static final class Retrieve {

    @SuppressWarnings("UnusedVariable") // assigning it replaces the argument
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(value = 1, readOnly = false) Supplier<?> loader) {
      loader = Probes.cache().loader(loader);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This ConcurrentMapCache cache,
        @Advice.Argument(1) Object loader,
        @Advice.Return Object value,
        @Advice.Thrown Throwable error) {
      Probes.cache().loaded(LIBRARY, cache.getName(), loader, value, error);
    }
  }
}
