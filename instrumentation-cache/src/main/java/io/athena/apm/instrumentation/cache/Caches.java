package io.athena.apm.instrumentation.cache;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.ApplicationPoller;
import io.athena.apm.metrics.Registry;
import io.athena.apm.runtime.CacheProbe;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.LibraryInstrumentation;
import io.athena.apm.weaving.WeakIdentityMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Reports caches as metrics. */
final class Caches implements CacheProbe, ApplicationPoller {

  private static final String UNKNOWN = "unknown";

  /** Stands for the name of a cache that counts itself. */
  private static final String COUNTS = "";

  private final CacheTable table;
  private final PolledCaches polled;

  /** The names of caches that don't count. */
  private final WeakIdentityMap<String> names = new WeakIdentityMap<>();

  private final HandWrittenCaches handWritten;
  private final RemoteCaches remote;
  private final LongSupplier nanoTime;
  private volatile boolean paused;

  /**
   * Without caches.
   *
   * @param libraries whose caches count
   * @param names the operator's names, by the name of the cache or its creation site
   */
  Caches(
      List<LibraryInstrumentation> libraries,
      Registry registry,
      Spans spans,
      AgentLog log,
      LongSupplier nanoTime,
      Map<String, String> names) {
    this.table = new CacheTable(registry, names);
    this.polled = new PolledCaches(libraries, registry, log, table);
    this.handWritten = new HandWrittenCaches(registry, table, spans, log, nanoTime);
    this.remote = new RemoteCaches(registry, table, new KeyNames(names, log), log, nanoTime);
    this.nanoTime = nanoTime;
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
    CacheReader reader = polled.readers(CaffeineCaches.LIBRARY).get(counted.getClass());
    if (reader == null) {
      return supplied;
    }
    polled.begin();
    polled.counts(counted);
    return supplied == counted ? counted : (T) reader.both(counted, supplied);
  }

  @Override
  public void building() {
    polled.begin();
  }

  @Override
  public void counts(Object statistics) {
    polled.counts(statistics);
  }

  @Override
  public void built(String library, Object cache) {
    polled.built(library, cache);
  }

  @Override
  public void counted(String library, String name, Object cache, Object statistics) {
    if (polled.counted(library, name, cache, statistics)) {
      names.put(cache, COUNTS);
    }
  }

  @Override
  public void created(String library, Object cache) {
    names.put(cache, polled.site(library));
  }

  @Override
  public void named(Object cache, String name) {
    if (cache != null && name != null && !polled.named(cache, name)) {
      names.put(cache, name);
    }
  }

  @Override
  public void storing(Object store, String name) {
    if (store != null && name != null && !polled.storing(store, name, false)) {
      names.put(store, COUNTS);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // both are of the library's type
  public <T> T counter(Object cache, Object store, String name, T chosen) {
    CacheReader reader = polled.readers(CaffeineCaches.LIBRARY).get(chosen.getClass());
    if (reader == null) {
      return chosen;
    }
    Object own = reader.counter();
    polled.storing(store, name, true);
    polled.counted(CaffeineCaches.LIBRARY, name, cache, own);
    return (T) reader.both(own, chosen);
  }

  /** The cells of a cache, by its name or the named object; null where the cache itself counts. */
  private CacheCells cells(String library, Object cache) {
    if (paused) {
      return null;
    }
    if (cache instanceof String name) {
      return table.cells(library, name);
    }
    String name = cache == null ? remote.entered() : names.get(cache);
    return COUNTS.equals(name) ? null : table.cells(library, name == null ? UNKNOWN : name);
  }

  @Override
  public void read(String library, Object cache, Object value) {
    CacheCells cells = cells(library, cache);
    if (cells != null) {
      cells.read(value != null);
    }
  }

  @Override
  public void readAll(String library, Object cache, Collection<?> keys, Map<?, ?> found) {
    CacheCells cells = found == null ? null : cells(library, cache);
    if (cells != null) {
      int hits = 0;
      for (Object value : found.values()) {
        hits += value == null ? 0 : 1;
      }
      cells.add(hits, keys.size() - hits, 0);
    }
  }

  @Override
  public void count(String library, Object cache, long hits, long misses, long evictions) {
    CacheCells cells = cells(library, cache);
    if (cells != null) {
      cells.add(hits, misses, evictions);
    }
  }

  @Override
  public <T> Callable<T> loader(Callable<T> loader) {
    return loader == null ? null : new ObservedLoader<>(loader, null, nanoTime);
  }

  @Override
  public <T> Supplier<T> loader(Supplier<T> loader) {
    return loader == null ? null : new ObservedLoader<>(null, loader, nanoTime);
  }

  @Override
  public void loaded(String library, String cache, Object loader, Object result, Throwable error) {
    if (!paused && loader instanceof ObservedLoader<?> observed) {
      observed.report(table.cells(library, cache), result, error);
    }
  }

  @Override
  public long startRead() {
    return handWritten.start();
  }

  @Override
  public void endRead(Object cache, String method, long start, Object result, Throwable error) {
    if (!paused) {
      handWritten.end(cache, method, start, result, error);
    }
  }

  @Override
  public long start() {
    return nanoTime.getAsLong();
  }

  @Override
  public long startOutermost() {
    return remote.startOutermost();
  }

  @Override
  public void connected(Object connection, Object address) {
    remote.connected(connection, address);
  }

  @Override
  public void joined(Object client, Object address) {
    remote.joined(client, address);
  }

  @Override
  public void operated(
      String library,
      Object connection,
      String operation,
      Object key,
      long start,
      Object result,
      Throwable error) {
    if (!paused) {
      remote.operated(library, connection, operation, key, start, result, error);
    }
  }

  @Override
  public void operatedStore(
      String library,
      Object cache,
      String name,
      String operation,
      long start,
      Object result,
      Throwable error) {
    if (paused) {
      return;
    }
    if (COUNTS.equals(names.get(cache))) {
      remote.timed(library, name, operation, start, result, error);
    } else {
      remote.operated(library, name, operation, null, start, result, error);
    }
  }

  @Override
  public void operatedAll(
      String library,
      Object connection,
      String operation,
      long start,
      Object keys,
      Object result,
      Throwable error) {
    if (remote.endOutermost(start) && !paused) {
      remote.operatedAll(library, connection, operation, start, keys, result, error);
    }
  }

  @Override
  public void answered(Object future, boolean answered, String status) {
    if (!answered && !paused) {
      remote.pending().failed(future, status);
    }
  }

  @Override
  public void ended(Object future, Object value) {
    if (!paused) {
      remote.pending().ended(future, value);
    }
  }

  @Override
  public void endedAll(Object future, Iterable<?> parts, Map<?, ?> found) {
    if (!paused) {
      remote.pending().endedAll(future, parts, found);
    }
  }

  @Override
  public void dispatched(String library, Object connection, Object transaction, Object command) {
    if (transaction == null && !paused) {
      remote.dispatched(library, connection, command);
    }
  }

  @Override
  public void dispatchedAll(
      String library, Object connection, Object transaction, Iterable<?> commands) {
    for (Object command : commands) {
      dispatched(library, connection, transaction, command);
    }
  }

  @Override
  public String enter(String cache) {
    return remote.enter(cache);
  }

  @Override
  public void leave(String before) {
    remote.leave(before);
  }

  /** Reports the libraries' own counts. Called on the athena-apm thread. */
  @Override
  public void run() {
    if (paused) {
      polled.clean();
      return;
    }
    try {
      polled.poll();
    } finally {
      table.publish();
    }
  }

  @Override
  public void pause() {
    paused = true;
    polled.pause();
    table.clear();
  }

  @Override
  public void resume() {
    // Again: a cache may have been built meanwhile.
    polled.pause();
    table.clear();
    paused = false;
    run();
  }
}
