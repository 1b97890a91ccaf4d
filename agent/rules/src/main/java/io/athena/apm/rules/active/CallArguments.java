package io.athena.apm.rules.active;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The object, the arguments and the result of one call, as far as its rule reads them. Used by one
 * thread at a time.
 *
 * <p>Instances are pooled, so that a measured method allocates nothing. The pool is not a
 * thread-local, because each virtual thread would have its own. A thread's number selects its place
 * in the pool, which threads share; a thread that finds the place empty creates an instance.
 */
final class CallArguments {

  private static final int PLACES = 64;
  private static final AtomicReferenceArray<CallArguments> POOL =
      new AtomicReferenceArray<>(PLACES);

  /** The places of the objects at which a path may begin. Arguments have the places from 1. */
  static final int SELF = 0;

  static final int RESULT = 4;
  static final int ERROR = 5;
  static final int ITEM = 6;

  private final Object[] values = new Object[ITEM + 1];
  private String change;

  /** Whether the object and the arguments are weak references. */
  private boolean weak;

  private CallArguments() {}

  /**
   * Takes an instance from the pool and sets the objects that the rule reads; the caller releases
   * it.
   */
  static CallArguments take(Object self, Object first, Object second, Object third) {
    CallArguments pooled = POOL.getAndSet(place(), null);
    CallArguments call = pooled == null ? new CallArguments() : pooled;
    call.values[SELF] = self;
    call.values[1] = first;
    call.values[2] = second;
    call.values[3] = third;
    return call;
  }

  private static int place() {
    return (int) Thread.currentThread().getId() & (PLACES - 1);
  }

  /** Clears this instance and returns it to the pool. Nobody may use it afterwards. */
  void release() {
    Arrays.fill(values, null);
    POOL.setRelease(place(), this);
  }

  /** Sets the value that the method returned and the exception that it threw, or null. */
  CallArguments end(Object value, Throwable thrown) {
    values[RESULT] = value;
    values[ERROR] = thrown;
    return this;
  }

  /** The same object and arguments, without a result and not pooled. */
  CallArguments copy() {
    CallArguments copy = new CallArguments();
    System.arraycopy(values, SELF, copy.values, SELF, RESULT);
    return copy;
  }

  /** Forgets the object, which the rule does not read. */
  CallArguments withoutSelf() {
    values[SELF] = null;
    return this;
  }

  /** The same object and arguments, none of which this copy keeps alive. */
  CallArguments weak() {
    if (weak) {
      return this;
    }
    CallArguments copy = copy();
    copy.weak = true;
    for (int i = SELF; i < RESULT; i++) {
      copy.values[i] = new WeakReference<>(values[i]);
    }
    return copy;
  }

  /** A copy that undoes {@link #weak()}: an object that has been collected meanwhile is null. */
  CallArguments strong() {
    CallArguments copy = copy();
    for (int i = SELF; weak && i < RESULT; i++) {
      copy.values[i] = ((WeakReference<?>) values[i]).get();
    }
    return copy;
  }

  /** The object at which a path begins, by its place. */
  Object root(int place) {
    return values[place];
  }

  Object result() {
    return values[RESULT];
  }

  Throwable error() {
    return (Throwable) values[ERROR];
  }

  /** Sets the current item of a metric with {@code each}; null after the last. */
  void item(Object one) {
    values[ITEM] = one;
  }

  /** Sets the new text of a watched value; null after it is recorded. */
  void change(String text) {
    change = text;
  }

  String change() {
    return change;
  }
}
