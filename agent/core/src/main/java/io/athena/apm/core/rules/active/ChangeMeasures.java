package io.athena.apm.core.rules.active;

import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.rules.MetricRule;
import io.athena.apm.core.values.WeakIdentityMap;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A metric that is recorded where a call has changed something. */
/*
 * Two calls that overlap see the same change: both find the breaker closed before and open after.
 * So what was seen last is kept for each object, weakly, and whoever replaces it records. It is
 * taken before the value is read anew, so a value that is older than it never takes its place.
 */
final class ChangeMeasures {

  private final MetricMeasures metric;
  private final CallValue watched;
  private final WeakIdentityMap<AtomicReference<String>> last = new WeakIdentityMap<>();

  ChangeMeasures(
      MetricRule rule, RuleArguments arguments, Registry registry, Consumer<String> problems) {
    this.metric = new MetricMeasures(rule, arguments, registry, problems);
    this.watched = new CallValue(rule.onChange(), arguments, problems);
  }

  /** A call begins: what it finds is what it may change. */
  void before(Call call) {
    Object object = watched.root(call);
    if (object != null) {
      last.computeIfAbsent(
          object, found -> new AtomicReference<>(watched.reader().readText(found)));
    }
  }

  void after(Call call) {
    Object object = watched.root(call);
    if (object != null && hasChanged(object)) {
      metric.record(call);
    }
  }

  private boolean hasChanged(Object object) {
    AtomicReference<String> seen = last.computeIfAbsent(object, found -> new AtomicReference<>());
    while (true) {
      String before = seen.get();
      String now = watched.reader().readText(object);
      if (Objects.equals(before, now)) {
        return false;
      }
      if (seen.compareAndSet(before, now)) {
        return true;
      }
    }
  }
}
