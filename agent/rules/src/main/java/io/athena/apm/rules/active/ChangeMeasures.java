package io.athena.apm.rules.active;

import io.athena.apm.rules.values.ValuePath;
import io.athena.apm.weaving.WeakIdentityMap;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A metric with {@code on-change}: recorded if a call has changed a value. */
/*
 * Two calls that overlap see the same change: both find the breaker closed before and open after.
 * So the last value is kept for each object, weakly, and the call that replaces it records. A
 * change while no call is under way is not recorded: the next call that begins reads the value
 * anew. The state is read before the value, so an older value never replaces a newer one. There is
 * no lock, because the application may hold its own around the call.
 */
final class ChangeMeasures {

  private final MetricMeasures metric;
  private final CallValue watched;
  private final WeakIdentityMap<AtomicReference<Seen>> last;

  /** The last value of an object, null for none, and how many calls of it are under way. */
  record Seen(int calls, String text) {

    static final Seen NOTHING = new Seen(0, null);
  }

  /** Records changes of the watched value; {@code last} holds the last values, by object. */
  ChangeMeasures(
      MetricMeasures metric,
      ValuePath watched,
      WeakIdentityMap<AtomicReference<Seen>> last,
      RuleArguments arguments,
      Consumer<String> problems) {
    this.metric = metric;
    this.last = last;
    this.watched = new CallValue(watched, null, arguments, problems);
  }

  /** A call begins: keeps the value that it may change. */
  void before(CallArguments call) {
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

  void after(CallArguments call) {
    Object object = watched.root(call);
    Seen now = object == null ? null : changed(object);
    if (now != null) {
      // Tags use this value: read again, it may have changed once more.
      call.change(now.text());
      metric.record(call);
      call.change(null);
    }
  }

  /** The value now; null if it is the last one. */
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
