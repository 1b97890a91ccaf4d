package io.athena.apm.weaving;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A map from objects of the application, by identity and with weak keys: keeps no key alive and
 * calls no {@code equals}. Thread-safe.
 *
 * @param <V> the values, which must not refer to their keys
 */
/*
 * Why it counts itself
 *
 * Callers skip the lookup if the map is empty, so isEmpty must never miss an entry. The JDK's map
 * sums counters of several threads one after the other: it may miss an addition in one and see the
 * removal in another, and reports empty while it has entries (seen once in some ten thousand tasks).
 * Here additions and removals are counted apart. Both only grow, removals are read first, and each
 * addition is counted before it is made: so there are more additions than removals while there is an
 * entry.
 */
public final class WeakIdentityMap<V> {

  /** The maximum number of dead entries removed at once: a million would stall the caller. */
  private static final int AT_ONCE = 64;

  private final ConcurrentMap<Object, V> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> dead = new ReferenceQueue<>();
  private final LongAdder added = new LongAdder();
  private final LongAdder removed = new LongAdder();
  private final Consumer<V> collected;

  /** An empty map. */
  public WeakIdentityMap() {
    this(null);
  }

  /**
   * An empty map.
   *
   * @param collected receives the value of each object that was collected, on a thread that calls
   *     this map; null for none
   */
  public WeakIdentityMap(Consumer<V> collected) {
    this.collected = collected;
  }

  /** The value of an object, created if there is none. */
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

  /** The value of an object, or null. */
  public V get(Object object) {
    return values.get(new Lookup(object));
  }

  /** Sets the value of an object; returns the one before, or null. */
  public V put(Object object, V value) {
    forgetDead();
    added.increment();
    return removed(values.put(new Key(object, dead), value));
  }

  /** Sets the value of an object; returns a weak reference to the object. */
  public Reference<Object> track(Object object, V value) {
    Key key = new Key(object, dead);
    forgetDead();
    added.increment();
    removed(values.put(key, value));
    return key;
  }

  /** Removes an object; returns its value, or null. */
  public V remove(Object object) {
    return removed(values.remove(new Lookup(object)));
  }

  private V removed(V value) {
    if (value != null) {
      removed.increment();
    }
    return value;
  }

  /** Whether there are no entries; false if there was one throughout this call. */
  public boolean isEmpty() {
    forgetDead();
    long gone = removed.sum();
    return added.sum() == gone;
  }

  /** Passes on each living object; removes the others. */
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
      forget(key);
    }
  }

  /**
   * Removes each dead entry, also those that the collector has not handed over yet. Looks at every
   * entry.
   */
  public void forgetAllDead() {
    for (Object key : values.keySet()) {
      if (((Key) key).refersTo(null)) {
        forget((Key) key);
      }
    }
  }

  private void forget(Reference<?> key) {
    V gone = removed(values.remove(key));
    if (gone != null && collected != null) {
      collected.accept(gone);
    }
  }

  /** The approximate number of entries, including dead ones that have not been removed yet. */
  public int size() {
    forgetDead();
    return values.size();
  }

  /** Equals the key of the same object, and itself. */
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

  /** Looks up an object without creating a weak reference. */
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
