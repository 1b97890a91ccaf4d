package io.athena.apm.core.rules.active;

import io.athena.apm.core.values.ValuePath;
import io.athena.apm.core.values.WeakIdentityMap;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A metric that is recorded where a call has changed something. */
/*
 * Two calls that overlap see the same change: both find the breaker closed before and open after.
 * So what was seen last is kept for each object, weakly, and whoever replaces it records. What
 * changes while no call is under way is no call's doing: the first to begin looks anew. State is
 * taken before the value is read anew, so a value that is older than it never takes its place; and
 * without a lock, because the application may hold one of its own around the call.
 */
final class ChangeMeasures {

  private final MetricMeasures metric;
  private final CallValue watched;
  private final WeakIdentityMap<AtomicReference<Seen>> last = new WeakIdentityMap<>();

  /**
   * What is known of an object.
   *
   * @param calls how many are under way
   * @param text what was read last; null for nothing
   */
  private record Seen(int calls, String text) {

    static final Seen NOTHING = new Seen(0, null);
  }

  /**
   * A metric.
   *
   * @param watched what it is recorded at changes of
   */
  ChangeMeasures(
      MetricMeasures metric,
      ValuePath watched,
      RuleArguments arguments,
      Consumer<String> problems) {
    this.metric = metric;
    this.watched = new CallValue(watched, arguments, problems);
  }

  /** A call begins: what it finds is what it may change. */
  void before(Call call) {
    Object object = watched.root(call);
    if (object == null) {
      return;
    }
    AtomicReference<Seen> state = state(object);
    Seen before;
    Seen now;
    do {
      before = state.get();
      String text = before.calls() == 0 ? watched.reader().readText(object) : before.text();
      now = new Seen(before.calls() + 1, text);
    } while (!state.compareAndSet(before, now));
  }

  void after(Call call) {
    Object object = watched.root(call);
    Seen now = object == null ? null : changed(object);
    if (now != null) {
      // What is watched is not read again: it may have changed once more.
      call.change(now.text());
      metric.record(call);
      call.change(null);
    }
  }

  /** What is seen now; null where it is what was seen last. */
  private Seen changed(Object object) {
    AtomicReference<Seen> state = state(object);
    Seen before;
    Seen now;
    do {
      before = state.get();
      now = new Seen(Math.max(0, before.calls() - 1), watched.reader().readText(object));
    } while (!state.compareAndSet(before, now));
    return Objects.equals(before.text(), now.text()) ? null : now;
  }

  private AtomicReference<Seen> state(Object object) {
    return last.computeIfAbsent(object, found -> new AtomicReference<>(Seen.NOTHING));
  }
}
