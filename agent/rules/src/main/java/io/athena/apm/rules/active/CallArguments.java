package io.athena.apm.rules.active;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The object, the arguments and the result of one call, as far as its rule reads them. Used by one
 * thread at a time.
 *
 * <p>Instances are pooled, so that a measured method allocates nothing. The pool is no
 * thread-local, because each virtual thread would have its own: threads share its places by their
 * numbers, and a thread that finds its place empty creates an instance.
 */
final class CallArguments {

  private static final int PLACES = 64;
  private static final AtomicReferenceArray<CallArguments> POOL =
      new AtomicReferenceArray<>(PLACES);

  private Object self;
  private Object first;
  private Object second;
  private Object third;
  private Object result;
  private Throwable error;
  private Object item;
  private String change;

  /** Whether the object and the arguments are weak references. */
  private boolean weak;

  /**
   * Arguments that are not pooled.
   *
   * @param self the object
   * @param first the first argument that the rule reads
   * @param second the second of them
   * @param third the third of them
   */
  CallArguments(Object self, Object first, Object second, Object third) {
    begin(self, first, second, third);
  }

  /** Takes an instance from the pool; the caller releases it. */
  static CallArguments take(Object self, Object first, Object second, Object third) {
    CallArguments pooled = POOL.getAndSet(place(), null);
    if (pooled == null) {
      return new CallArguments(self, first, second, third);
    }
    pooled.begin(self, first, second, third);
    return pooled;
  }

  private static int place() {
    return (int) Thread.currentThread().getId() & (PLACES - 1);
  }

  private void begin(Object object, Object a, Object b, Object c) {
    self = object;
    first = a;
    second = b;
    third = c;
  }

  /** Clears this instance and returns it to the pool. Nobody may use it afterwards. */
  void release() {
    begin(null, null, null, null);
    end(null, null).item(null);
    POOL.setRelease(place(), this);
  }

  /**
   * Sets how the call ended.
   *
   * @param value what the method returned, or null
   * @param thrown what it threw, or null
   */
  CallArguments end(Object value, Throwable thrown) {
    result = value;
    error = thrown;
    return this;
  }

  /** The same object and arguments, without a result. */
  CallArguments copy() {
    return new CallArguments(self, first, second, third);
  }

  /** The same object and arguments, none of which this copy keeps alive. */
  CallArguments weak() {
    if (weak) {
      return this;
    }
    CallArguments copy =
        new CallArguments(
            new WeakReference<>(self),
            new WeakReference<>(first),
            new WeakReference<>(second),
            new WeakReference<>(third));
    copy.weak = true;
    return copy;
  }

  /** Undoes {@link #weak()}: an object that has been collected meanwhile is null. */
  CallArguments strong() {
    return weak ? new CallArguments(get(self), get(first), get(second), get(third)) : this;
  }

  private static Object get(Object reference) {
    return ((WeakReference<?>) reference).get();
  }

  /** Sets the current item of a metric with {@code each}; null after the last. */
  void item(Object one) {
    item = one;
  }

  /** Sets the new text of what a metric watches; null after it is recorded. */
  void change(String text) {
    change = text;
  }

  String change() {
    return change;
  }

  Object self() {
    return self;
  }

  Object first() {
    return first;
  }

  Object second() {
    return second;
  }

  Object third() {
    return third;
  }

  Object result() {
    return result;
  }

  Throwable error() {
    return error;
  }

  Object item() {
    return item;
  }
}
