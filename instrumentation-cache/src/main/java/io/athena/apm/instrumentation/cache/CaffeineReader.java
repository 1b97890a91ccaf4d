package io.athena.apm.instrumentation.cache;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Caffeine's public interfaces, called through method handles: the library lives in the
 * application's loader, where the engine can't link to it.
 */
final class CaffeineReader implements CacheReader {

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();
  private static final String PACKAGE = "com.github.benmanes.caffeine.cache.";

  private final Class<?> asyncCache;
  private final MethodHandle snapshot;
  private final MethodHandle hits;
  private final MethodHandle misses;
  private final MethodHandle evictions;
  private final MethodHandle loads;
  private final MethodHandle loadErrors;
  private final MethodHandle loadNanos;
  private final MethodHandle synchronous;
  private final MethodHandle estimatedSize;
  private final MethodHandle policy;
  private final MethodHandle eviction;
  private final MethodHandle weightedSize;

  private CaffeineReader(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> counter = find("stats.StatsCounter", loader);
    Class<?> stats = find("stats.CacheStats", loader);
    Class<?> cache = find("Cache", loader);
    Class<?> policies = find("Policy", loader);
    asyncCache = find("AsyncCache", loader);
    snapshot = handle(counter, "snapshot", stats);
    hits = handle(stats, "hitCount", long.class);
    misses = handle(stats, "missCount", long.class);
    evictions = handle(stats, "evictionCount", long.class);
    loads = handle(stats, "loadCount", long.class);
    loadErrors = handle(stats, "loadFailureCount", long.class);
    loadNanos = handle(stats, "totalLoadTime", long.class);
    synchronous = handle(asyncCache, "synchronous", cache);
    estimatedSize = handle(cache, "estimatedSize", long.class);
    policy = handle(cache, "policy", policies);
    eviction = handle(policies, "eviction", Optional.class);
    weightedSize = handle(find("Policy$Eviction", loader), "weightedSize", OptionalLong.class);
  }

  static CacheReader in(ClassLoader loader) {
    try {
      return new CaffeineReader(loader);
    } catch (ReflectiveOperationException drifted) {
      throw new IllegalStateException("this version of Caffeine can't be read", drifted);
    }
  }

  private static Class<?> find(String name, ClassLoader loader) throws ClassNotFoundException {
    return Class.forName(PACKAGE + name, false, loader);
  }

  private static MethodHandle handle(Class<?> owner, String name, Class<?> result)
      throws ReflectiveOperationException {
    MethodHandle handle = LOOKUP.findVirtual(owner, name, MethodType.methodType(result));
    return handle.asType(
        MethodType.methodType(result.isPrimitive() ? result : Object.class, Object.class));
  }

  @Override
  public CacheStatistics statistics(Object statistics) {
    Object stats = object(snapshot, statistics);
    return new CacheStatistics(
        number(hits, stats),
        number(misses, stats),
        number(evictions, stats),
        number(loads, stats),
        number(loadErrors, stats),
        number(loadNanos, stats));
  }

  @Override
  public double entries(Object cache) {
    return number(estimatedSize, synchronous(cache));
  }

  @Override
  public double weight(Object cache) {
    Optional<?> bound = (Optional<?>) object(eviction, object(policy, synchronous(cache)));
    if (bound.isEmpty()) {
      return Double.NaN;
    }
    OptionalLong weight = (OptionalLong) object(weightedSize, bound.get());
    return weight.isPresent() ? weight.getAsLong() : Double.NaN;
  }

  private Object synchronous(Object cache) {
    return asyncCache.isInstance(cache) ? object(synchronous, cache) : cache;
  }

  private static Object object(MethodHandle handle, Object receiver) {
    try {
      return (Object) handle.invokeExact(receiver);
    } catch (Throwable problem) {
      throw new IllegalStateException(problem);
    }
  }

  private static long number(MethodHandle handle, Object receiver) {
    try {
      return (long) handle.invokeExact(receiver);
    } catch (Throwable problem) {
      throw new IllegalStateException(problem);
    }
  }
}
