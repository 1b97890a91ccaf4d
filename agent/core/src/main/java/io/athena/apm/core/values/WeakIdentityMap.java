package io.athena.apm.core.values;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What the agent knows of an application's objects, without keeping them alive and without calling
 * their {@code equals}. Safe for any thread.
 *
 * @param <V> what is known; must not refer to the object
 */
/*
 * Why it counts itself
 *
 * Whoever finds the map empty goes on without asking, so an object that is known must never be
 * missed. The JDK's map adds up counters of several threads one after the other: it may have passed
 * the one that an object was added in and yet read the one that it was removed in, and says that it
 * is empty while others are in it (seen once in some ten thousand tasks). Here additions and removals are
 * counted apart. Both only grow, removals are read first and each addition is counted before it is
 * made: so there are always more additions than removals while an object is known.
 */
public final class WeakIdentityMap<V> {

  /** So many dead objects are forgotten at once: a million would stall the thread that asks. */
  private static final int AT_ONCE = 64;

  private final ConcurrentMap<Object, V> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> dead = new ReferenceQueue<>();
  private final LongAdder added = new LongAdder();
  private final LongAdder removed = new LongAdder();

  /** What is known of an object, made where nothing is. */
  public V computeIfAbsent(Object object, Function<Object, V> create) {
    V known = get(object);
    if (known != null) {
      return known;
    }
    forgetDead();
    V created = create.apply(object);
    added.increment();
    V earlier = removed(values.putIfAbsent(new Key(object, dead), created));
    return earlier == null ? created : earlier;
  }

  /** What is known of an object, or null. */
  public V get(Object object) {
    return values.get(new Lookup(object));
  }

  /** Knows this of an object from now on; gives what was known of it before, or null. */
  public V put(Object object, V value) {
    forgetDead();
    added.increment();
    return removed(values.put(new Key(object, dead), value));
  }

  /** Forgets an object; gives what was known of it, or null. */
  public V remove(Object object) {
    return removed(values.remove(new Lookup(object)));
  }

  private V removed(V value) {
    if (value != null) {
      removed.increment();
    }
    return value;
  }

  /** Whether nothing is known of any object; never so where something was before this call. */
  public boolean isEmpty() {
    forgetDead();
    long gone = removed.sum();
    return added.sum() == gone;
  }

  /** Hands over each object that is alive; forgets the others. */
  public void forEach(BiConsumer<Object, V> action) {
    forgetDead();
    for (Map.Entry<Object, V> entry : values.entrySet()) {
      Object object = ((Key) entry.getKey()).get();
      if (object != null) {
        action.accept(object, entry.getValue());
      }
    }
  }

  private void forgetDead() {
    int most = AT_ONCE;
    for (Reference<?> key = dead.poll(); key != null; key = --most > 0 ? dead.poll() : null) {
      removed(values.remove(key));
    }
  }

  /**
   * About how many entries there are, those of dead objects that are not forgotten yet among them.
   */
  public int size() {
    forgetDead();
    return values.size();
  }

  /** Equal to the key of the same object, and itself. */
  private static final class Key extends WeakReference<Object> {

    private final int hash;

    Key(Object object, ReferenceQueue<Object> queue) {
      super(object, queue);
      this.hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return this == other || (other instanceof Key key && get() != null && refersTo(key.get()));
    }
  }

  /** Asks for an object without making a reference that the collector has to follow. */
  private record Lookup(Object object) {

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    @Override
    @SuppressWarnings("EqualsUsingHashCode") // compared with keys of another class, on purpose
    public boolean equals(Object other) {
      return other instanceof Key key && key.refersTo(object);
    }
  }
}
