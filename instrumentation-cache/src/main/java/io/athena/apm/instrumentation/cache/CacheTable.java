package io.athena.apm.instrumentation.cache;

import io.athena.apm.metrics.Registry;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * The cells of all caches that are in use, under the names that the operator wants to see. Caches
 * with the same name in the same library have the same cells. Safe for any thread; finding cells
 * that exist allocates nothing.
 */
final class CacheTable {

  /**
   * By the name that the library or the creation site gives: a hash table with linear probing, of
   * which at least half is free. Written under this object's lock, read without it: a reader that
   * misses an entry looks again under the lock. ({@code ConcurrentHashMap} calls {@code hashCode}
   * virtually because the JVM has seen keys of many classes in it, which is 5 ns of a read's 18.)
   */
  private volatile Named[] names = new Named[32];

  private int named;

  /** By library and shown name: several names may be shown as one. */
  private final ConcurrentMap<List<String>, CacheCells> shown = new ConcurrentHashMap<>();

  private final Registry registry;
  private final Map<String, String> chosenNames;

  private record Named(String library, String name, CacheCells cells) {

    boolean is(String wantedLibrary, String wanted) {
      return name.equals(wanted) && library.equals(wantedLibrary);
    }

    /** Whether it was found by the same objects: each hit asks by these, and equals costs more. */
    @SuppressWarnings("ReferenceEquality")
    boolean isSame(String wantedLibrary, String wanted) {
      return name == wanted && library == wantedLibrary;
    }
  }

  /**
   * Without cells.
   *
   * @param chosenNames the operator's names, by the name of the cache or its creation site
   */
  CacheTable(Registry registry, Map<String, String> chosenNames) {
    this.registry = registry;
    this.chosenNames = chosenNames;
  }

  /** The cells of a cache, by the name that the library or the creation site gives it. */
  CacheCells cells(String library, String name) {
    Named named = find(names, library, name);
    return named == null ? add(library, name) : named.cells;
  }

  private static Named find(Named[] table, String library, String name) {
    int last = table.length - 1;
    int place = name.hashCode() & last;
    Named named = table[place];
    if (named != null && named.isSame(library, name)) {
      return named;
    }
    while (named != null && !named.is(library, name)) {
      place = (place + 1) & last;
      named = table[place];
    }
    return named;
  }

  private synchronized CacheCells add(String library, String name) {
    Named known = find(names, library, name);
    if (known != null) {
      return known.cells;
    }
    String visible = chosenNames.getOrDefault(name, name);
    CacheCells cells =
        shown.computeIfAbsent(
            List.of(library, visible), key -> new CacheCells(registry, visible, library));
    named++;
    if (2 * named > names.length) {
      names = copy(2 * names.length, each -> true);
    }
    put(names, new Named(library, name, cells));
    return cells;
  }

  private Named[] copy(int length, Predicate<Named> kept) {
    Named[] copy = new Named[length];
    for (Named each : names) {
      if (each != null && kept.test(each)) {
        put(copy, each);
      }
    }
    return copy;
  }

  private static void put(Named[] table, Named entry) {
    int last = table.length - 1;
    int place = entry.name.hashCode() & last;
    while (table[place] != null) {
      place = (place + 1) & last;
    }
    table[place] = entry;
  }

  /**
   * Sets the gauges of the interval that ends; forgets caches that were not used in it and are not
   * alive. Called on the athena-apm thread.
   */
  void publish() {
    Set<CacheCells> unused = new HashSet<>();
    for (Map.Entry<List<String>, CacheCells> each : shown.entrySet()) {
      if (!each.getValue().publish()) {
        unused.add(each.getValue());
        shown.remove(each.getKey());
      }
    }
    if (!unused.isEmpty()) {
      forget(unused);
    }
  }

  private synchronized void forget(Set<CacheCells> unused) {
    names = copy(names.length, each -> !unused.contains(each.cells));
    named = (int) Arrays.stream(names).filter(Objects::nonNull).count();
  }

  /** No gauge has a value. Called on the athena-apm thread. */
  void clear() {
    for (CacheCells each : shown.values()) {
      each.clear();
    }
  }
}
