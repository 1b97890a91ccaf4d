package io.athena.apm.instrumentation.cache;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.ApplicationPoller;
import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.MethodRole;
import io.athena.apm.rules.async.AsyncResults;
import io.athena.apm.rules.async.PendingCall;
import io.athena.apm.rules.values.PathReader;
import io.athena.apm.rules.values.StableName;
import io.athena.apm.runtime.CacheProbe;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.adapter.Adapters;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Reports caches as metrics. */
/*
 * How a cache and its statistics find each other
 *
 * A cache asks its builder for statistics inside its constructor, and is handed out by the builder
 * afterwards, on the same thread. So the supplier leaves what it supplied under the thread, and
 * the builder's exit takes it from there.
 */
final class Caches implements CacheProbe, ApplicationPoller {

  private final Map<Thread, WeakReference<Object>> building = new ConcurrentHashMap<>();
  private final Queue<PolledCache> polled = new ConcurrentLinkedQueue<>();
  private final CreationSites sites = new CreationSites(CaffeineCaches.PACKAGE);
  private final Adapters<CacheReader> readers;
  private final Registry registry;
  private final Family<Counter> hits;
  private final Family<Counter> misses;
  private final PathReader name;
  private volatile boolean paused;

  Caches(Registry registry, AgentLog log) {
    this.registry = registry;
    this.readers =
        new Adapters<>(
            CaffeineCaches.LIBRARY,
            registry,
            log,
            CacheReader.class,
            CaffeineCaches.STATISTICS_ADAPTER,
            CaffeineCaches.PACKAGE);
    this.hits = registry.counters(CacheMetrics.HIT);
    this.misses = registry.counters(CacheMetrics.MISS);
    this.name = PathReader.ofFirst(log, "name", "cacheName");
  }

  @Override
  public <T> Supplier<T> statistics(Supplier<T> chosen, Supplier<T> own) {
    return () -> {
      T counted = own.get();
      T supplied = chosen == null || chosen == own ? counted : chosen.get();
      try {
        return register(counted, supplied);
      } catch (Throwable problem) {
        // The library calls this, so no advice contains it.
        Probes.adviceFailed(problem, CaffeineCaches.LIBRARY);
        return supplied;
      }
    };
  }

  @SuppressWarnings("unchecked") // both are of the library's type
  private <T> T register(T counted, T supplied) {
    CacheReader reader = readers.get(counted.getClass());
    if (reader == null) {
      return supplied;
    }
    building.put(Thread.currentThread(), new WeakReference<>(counted));
    return supplied == counted ? counted : (T) reader.both(counted, supplied);
  }

  @Override
  public void built(String library, Object cache) {
    WeakReference<Object> supplied = building.remove(Thread.currentThread());
    Object statistics = supplied == null ? null : supplied.get();
    if (statistics != null && cache != null) {
      String site = sites.name();
      CacheCells cells = new CacheCells(registry, site, library);
      polled.add(new PolledCache(site, cells, readers, cache, statistics));
    }
  }

  @Override
  public void read(Object cache, Object result) {
    if (result instanceof CompletionStage) {
      AsyncResults.of(result).watch(result, new PendingRead(cache));
    } else {
      count(cache, result, null);
    }
  }

  /** A read has returned, and its value has not arrived. */
  private final class PendingRead implements PendingCall {

    private final Object cache;

    PendingRead(Object cache) {
      this.cache = cache;
    }

    @Override
    public void ended(Object value, Throwable error) {
      try {
        count(cache, value, error);
      } catch (Throwable problem) {
        Probes.adviceFailed(problem, MethodRole.CACHE_READ.toString());
      }
    }

    @Override
    public void unobservable(Class<?> type) {
      // Neither a hit nor a miss.
    }
  }

  private void count(Object cache, Object result, Throwable error) {
    // Paused: the read began before.
    if (error == null && !paused) {
      boolean miss = result == null || (result instanceof Optional<?> value && value.isEmpty());
      String known = name.readText(cache);
      (miss ? misses : hits)
          .get(known == null ? StableName.of(cache.getClass()) : known, AthenaCache.LIBRARY)
          .increment();
    }
  }

  /**
   * Reports the libraries' own counts. A cache that can't be read is released, as a dead one is.
   * Called on the athena-apm thread.
   */
  @Override
  public void run() {
    // No lambdas: in a JVM that has used none, the first cost more than all that is polled.
    for (Iterator<Thread> threads = building.keySet().iterator(); threads.hasNext(); ) {
      if (!threads.next().isAlive()) {
        threads.remove();
      }
    }
    Throwable failed = null;
    for (Iterator<PolledCache> caches = polled.iterator(); caches.hasNext(); ) {
      PolledCache cache = caches.next();
      boolean readable = false;
      try {
        readable = cache.poll(paused);
      } catch (RuntimeException | LinkageError problem) {
        failed = problem;
      }
      if (!readable) {
        caches.remove();
        cache.release();
        sites.release(cache.name());
      }
    }
    if (failed != null) {
      throw new IllegalStateException("a cache can't be read, and is not polled again", failed);
    }
  }

  @Override
  public void pause() {
    paused = true;
    polled.forEach(PolledCache::pause);
  }

  @Override
  public void resume() {
    // Again: a cache may have been built meanwhile.
    polled.forEach(PolledCache::pause);
    paused = false;
    run();
  }
}
