package io.athena.apm.instrumentation.api;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/**
 * Metrics of one kind by the names that the application gives. A metric is created when its name is
 * first used; later calls find it without waiting and without allocating. Thread-safe.
 *
 * @param <M> what a name stands for
 */
final class NamedMetrics<M> {

  record Tagged<M>(TagNames tags, M metric) {}

  private final ConcurrentMap<String, List<Tagged<M>>> metrics = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final NameLimit limit;
  private final BiFunction<String, TagNames, M> create;

  NamedMetrics(NameLimit limit, BiFunction<String, TagNames, M> create) {
    this.limit = limit;
    this.create = create;
  }

  /** The metric of a name that has the tags of these pairs; null past the limit. */
  Tagged<M> get(String name, String... pairs) {
    Tagged<M> known = find(name, pairs);
    return known != null || limit.refuses(name) ? known : add(name, pairs);
  }

  private Tagged<M> find(String name, String... pairs) {
    List<Tagged<M>> known = metrics.getOrDefault(name, List.of());
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).tags().fit(pairs)) {
        return known.get(i);
      }
    }
    return null;
  }

  private Tagged<M> add(String name, String... pairs) {
    lock.lock();
    try {
      Tagged<M> earlier = find(name, pairs);
      return earlier == null ? create(name, pairs) : earlier;
    } finally {
      lock.unlock();
    }
  }

  private Tagged<M> create(String name, String... pairs) {
    TagNames tags = TagNames.of(pairs);
    Tagged<M> created = new Tagged<>(tags, create.apply(name, tags));
    List<Tagged<M>> all = new ArrayList<>(metrics.getOrDefault(name, List.of()));
    all.add(created);
    metrics.put(name, List.copyOf(all));
    limit.take();
    return created;
  }
}
