package io.athena.apm.instrumentation.cache;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.instrumentation.cache.RemoteOperation.Outcome;
import io.athena.apm.rules.values.PathReader;
import io.athena.apm.weaving.WeakIdentityMap;
import java.util.Map;

/**
 * Operations whose end the library tells by the future that they return, perhaps before they have
 * returned it. The first end is recorded. Safe for any thread.
 */
final class PendingOperations {

  private static final Outcome HIT = new Outcome(1, 0, null);
  private static final Outcome MISS = new Outcome(0, 1, null);

  /** By future: the operation, or its outcome if that is known first. */
  private final WeakIdentityMap<Object> pending = new WeakIdentityMap<>();

  private final PathReader keys;

  PendingOperations(AgentLog log) {
    this.keys = PathReader.ofFirst(log, "keys");
  }

  void began(Object future, RemoteOperation operation) {
    if (pending.computeIfAbsent(future, key -> operation) instanceof Outcome outcome) {
      pending.remove(future);
      operation.end(outcome);
    }
  }

  void failed(Object future, String status) {
    ended(future, new Outcome(0, 0, status));
  }

  void ended(Object future, Object value) {
    ended(future, value == null ? MISS : HIT);
  }

  void endedAll(Object future, Iterable<?> parts, Map<?, ?> found) {
    int asked = 0;
    for (Object part : parts) {
      asked += RemoteOperation.size(keys.read(part));
    }
    ended(future, new Outcome(found.size(), asked - found.size(), null));
  }

  private void ended(Object future, Outcome outcome) {
    if (pending.computeIfAbsent(future, key -> outcome) instanceof RemoteOperation operation
        && pending.remove(future) == operation) {
      operation.end(outcome);
    }
  }
}
