package io.athena.apm.core.rules.active;

/**
 * What a rule reads of one call. Used by one thread at a time; see {@link Calls}, which is why it
 * can be filled again.
 */
final class Call {

  private Object self;
  private Object first;
  private Object second;
  private Object third;
  private Object result;
  private Throwable error;
  private Object item;
  private String change;

  /**
   * Fills it.
   *
   * @param object the object
   * @param a the first argument that the rule reads
   * @param b the second of them
   * @param c the third of them
   */
  Call begin(Object object, Object a, Object b, Object c) {
    self = object;
    first = a;
    second = b;
    third = c;
    return this;
  }

  /**
   * The call has ended.
   *
   * @param value what the method returned, or null
   * @param thrown what it threw, or null
   */
  Call end(Object value, Throwable thrown) {
    result = value;
    error = thrown;
    return this;
  }

  /** Another one of the same object and arguments. */
  Call copy() {
    return new Call().begin(self, first, second, third);
  }

  /** One of what a metric is recorded for each of; null when that is over. */
  void item(Object one) {
    item = one;
  }

  /** What a change was to, as it was seen; null when that is over. */
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

  /** Lets go of everything. */
  void clear() {
    begin(null, null, null, null).end(null, null).item(null);
  }
}
