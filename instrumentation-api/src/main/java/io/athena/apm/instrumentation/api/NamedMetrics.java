package io.athena.apm.instrumentation.api;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/**
 * Metrics of one kind by the names that the application gives. Made when a name first comes; found
 * without waiting and without allocating from then on.
 */
final class NamedMetrics<M extends Tagged> {

  private final ConcurrentMap<String, List<M>> metrics = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final NameLimit limit;
  private final BiFunction<String, TagNames, M> create;

  NamedMetrics(NameLimit limit, BiFunction<String, TagNames, M> create) {
    this.limit = limit;
    this.create = create;
  }

  /**
   * The metric of a name that has the tags of these pairs.
   *
   * @return null past the limit
   */
  M get(String name, String... pairs) {
    M known = find(name, pairs);
    return known != null || limit.refuses(name) ? known : add(name, pairs);
  }

  private M find(String name, String... pairs) {
    List<M> known = metrics.getOrDefault(name, List.of());
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).tags().fit(pairs)) {
        return known.get(i);
      }
    }
    return null;
  }

  private M add(String name, String... pairs) {
    lock.lock();
    try {
      M earlier = find(name, pairs);
      return earlier == null ? create(name, pairs) : earlier;
    } finally {
      lock.unlock();
    }
  }

  private M create(String name, String... pairs) {
    M created = create.apply(name, TagNames.of(pairs));
    List<M> all = new ArrayList<>(metrics.getOrDefault(name, List.of()));
    all.add(created);
    metrics.put(name, List.copyOf(all));
    limit.take();
    return created;
  }
}
