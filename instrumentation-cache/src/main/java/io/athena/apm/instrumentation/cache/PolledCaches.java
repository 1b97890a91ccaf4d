package io.athena.apm.instrumentation.cache;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.values.CreationSites;
import io.athena.apm.weaving.LibraryInstrumentation;
import io.athena.apm.weaving.WeakIdentityMap;
import io.athena.apm.weaving.adapter.Adapters;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The caches whose libraries count. Built by the application's threads, read at each flush. */
/*
 * How a cache and its statistics find each other
 *
 * A cache asks for statistics inside its constructor, one object or several, and its builder returns
 * it afterwards, on the same thread. So each object that counts is kept under the thread, and the
 * builder's exit takes them from there.
 *
 * Dead caches are released by whoever builds the next one: a program may build and drop thousands
 * between two flushes.
 */
final class PolledCaches {

  private final Map<Thread, List<WeakReference<Object>>> building = new ConcurrentHashMap<>();
  private final WeakIdentityMap<PolledCache> caches = new WeakIdentityMap<>(new Dead());

  /** Caches by their other view. */
  private final WeakIdentityMap<PolledCache> views = new WeakIdentityMap<>();

  private final CreationSites sites = new CreationSites();
  private final Map<String, Library> libraries = new HashMap<>();
  private final CacheTable table;

  private record Library(String packageName, Adapters<CacheReader> readers) {}

  /** Without caches. Each library has an adapter named {@code StatisticsAdapter}. */
  PolledCaches(
      List<LibraryInstrumentation> polled, Registry registry, AgentLog log, CacheTable table) {
    this.table = table;
    for (LibraryInstrumentation each : polled) {
      Adapters<CacheReader> readers =
          new Adapters<>(
              each.name(),
              registry,
              log,
              CacheReader.class,
              each.getClass().getName() + "$StatisticsAdapter",
              each.libraryPackage());
      libraries.put(each.name(), new Library(each.libraryPackage(), readers));
    }
  }

  Adapters<CacheReader> readers(String library) {
    return libraries.get(library).readers();
  }

  /** This thread begins to build a cache. */
  void begin() {
    building.put(Thread.currentThread(), new ArrayList<>(1));
  }

  /** An object counts for the cache that this thread builds. */
  void counts(Object statistics) {
    List<WeakReference<Object>> known = building.get(Thread.currentThread());
    if (known != null) {
      known.add(new WeakReference<>(statistics));
    }
  }

  /** This thread has built a cache. */
  void built(String library, Object cache) {
    List<WeakReference<Object>> counted = building.remove(Thread.currentThread());
    if (counted == null || counted.isEmpty() || cache == null) {
      return;
    }
    Library built = libraries.get(library);
    Object[] statistics = counted.stream().map(WeakReference::get).toArray();
    CacheReader reader = built.readers().get(statistics[0].getClass());
    if (reader != null) {
      PolledCache polled =
          new PolledCache(library, sites.name(built.packageName()), built.readers(), statistics);
      caches.put(cache, polled);
      prepare(reader, cache, statistics[0]);
      Object view = reader.view(cache);
      if (view != cache) {
        views.put(view, polled);
      }
    }
  }

  /**
   * Loads what the reader needs: a web application that is stopped before the first poll loads no
   * class any more.
   */
  private static void prepare(CacheReader reader, Object cache, Object statistics) {
    try {
      reader.statistics(statistics);
      reader.entries(cache, statistics);
      reader.weight(cache, statistics);
    } catch (RuntimeException | LinkageError unreadable) {
      // The first poll reports it.
    }
  }

  /** A library has created a cache that counts itself; false where it can't be read. */
  boolean counted(String library, String name, Object cache, Object statistics) {
    Adapters<CacheReader> readers = libraries.get(library).readers();
    boolean isReadable = readers.get(statistics.getClass()) != null;
    if (isReadable) {
      caches.put(cache, new PolledCache(library, name, readers, new Object[] {statistics}));
    }
    return isReadable;
  }

  /** A framework or the library has a name for a cache; false for one that does not count. */
  boolean named(Object cache, String name) {
    PolledCache known = find(cache);
    if (known != null && known.give(name)) {
      sites.release(known.site());
    }
    return known != null;
  }

  private PolledCache find(Object cache) {
    PolledCache known = caches.get(cache);
    return known == null ? views.get(cache) : known;
  }

  /** A cache is the store of another one, which counts its reads. */
  boolean storing(Object store, String name, boolean countsEvictions) {
    PolledCache known = find(store);
    if (known != null) {
      named(store, name);
      known.becomeStore(countsEvictions);
    }
    return known != null;
  }

  /** The name of the creation site, for a cache that does not count. */
  String site(String library) {
    return sites.name(libraries.get(library).packageName());
  }

  /** Reports the libraries' counts. Called on the athena-apm thread. */
  void poll() {
    Poll poll = new Poll();
    caches.forEach(poll);
    // Afterwards: a cache that dies meanwhile is counted to its end.
    clean();
    if (poll.failed != null) {
      throw new IllegalStateException(
          "a cache can't be read, and is not polled again", poll.failed);
    }
  }

  /** Releases dead caches, and what dead threads have not built. */
  void clean() {
    building.keySet().removeIf(thread -> !thread.isAlive());
    caches.forgetAllDead();
  }

  /** What caches count from now on to the next poll is not reported. */
  void pause() {
    caches.forEach((cache, polled) -> polled.pause());
  }

  /** Polls each cache. A cache that can't be read is released, as a dead one is. */
  private final class Poll implements BiConsumer<Object, PolledCache> {

    private Throwable failed;

    @Override
    public void accept(Object cache, PolledCache polled) {
      try {
        polled.poll(cache, table);
      } catch (RuntimeException | LinkageError problem) {
        failed = problem;
        caches.remove(cache);
        release(polled);
        polled.release();
      }
    }
  }

  private void release(PolledCache polled) {
    if (polled.name().equals(polled.site())) {
      sites.release(polled.site());
    }
  }

  /** Reports what a dead cache has counted since its last poll. */
  private final class Dead implements Consumer<PolledCache> {

    @Override
    public void accept(PolledCache polled) {
      release(polled);
      try {
        polled.end(table);
      } catch (RuntimeException | LinkageError unreadable) {
        // Nobody can read it any more.
        polled.release();
      }
    }
  }
}
