package io.athena.apm.instrumentation.cache;

import io.athena.apm.metrics.Registry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The cells of all caches that are in use, under the names that the operator wants to see. Caches
 * with the same name in the same library have the same cells. Safe for any thread; finding cells
 * that exist allocates nothing.
 */
final class CacheTable {

  private final ConcurrentMap<String, ConcurrentMap<String, CacheCells>> libraries =
      new ConcurrentHashMap<>();

  /** By library and shown name: several names may be shown as one. */
  private final ConcurrentMap<List<String>, CacheCells> shown = new ConcurrentHashMap<>();

  private final Registry registry;
  private final Map<String, String> names;

  /**
   * Without cells.
   *
   * @param names the operator's names, by the name of the cache or its creation site
   */
  CacheTable(Registry registry, Map<String, String> names) {
    this.registry = registry;
    this.names = names;
  }

  /** The cells of a cache, by the name that the library or the creation site gives it. */
  CacheCells cells(String library, String name) {
    ConcurrentMap<String, CacheCells> named = libraries.get(library);
    CacheCells known = named == null ? null : named.get(name);
    return known == null ? add(library, name) : known;
  }

  private CacheCells add(String library, String name) {
    String visible = names.getOrDefault(name, name);
    CacheCells cells =
        shown.computeIfAbsent(
            List.of(library, visible), key -> new CacheCells(registry, visible, library));
    libraries.computeIfAbsent(library, key -> new ConcurrentHashMap<>()).put(name, cells);
    return cells;
  }

  /**
   * Sets the gauges of the interval that ends; forgets caches that were not used in it and are not
   * alive. Called on the athena-apm thread.
   */
  void publish() {
    for (Map.Entry<List<String>, CacheCells> each : shown.entrySet()) {
      if (!each.getValue().publish()) {
        shown.remove(each.getKey());
        libraries.get(each.getKey().get(0)).values().remove(each.getValue());
      }
    }
  }

  /** No gauge has a value. Called on the athena-apm thread. */
  void clear() {
    for (CacheCells each : shown.values()) {
      each.clear();
    }
  }
}
