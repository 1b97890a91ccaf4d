package io.athena.apm.rules.active;

import java.util.function.Function;

/**
 * A value that a rule may read: its path, and Java code that reads the same value.
 *
 * @param from reads the value in plain Java; null anywhere on the way gives null
 */
record ReadValue(String path, Kind kind, Source from) {

  /** The kinds of values that are read. */
  enum Kind {
    TEXT,
    NUMBER,
    FLAG,
    ITEMS,
    /** An object, from which further values are read. */
    OBJECT
  }

  /** Reads a value of a call. */
  interface Source {

    /**
     * Reads it.
     *
     * @param item the current item; null unless the path begins at one
     */
    Object of(GeneratedCall call, Object item);
  }

  /** The value one step further. */
  @SuppressWarnings("unchecked")
  <T> ReadValue then(String step, Kind next, Function<T, ?> read) {
    return new ReadValue(
        path + "." + step,
        next,
        (call, item) -> {
          Object value = from.of(call, item);
          return value == null ? null : read.apply((T) value);
        });
  }

  boolean isText() {
    return kind != Kind.ITEMS && kind != Kind.OBJECT;
  }

  /** The value as the text of a tag; null where there is none. */
  String text(GeneratedCall call, Object item) {
    Object value = from.of(call, item);
    String text = value == null ? null : value.toString();
    return text == null || text.length() <= 200 ? text : text.substring(0, 200);
  }

  /** Null where there is none. */
  Double number(GeneratedCall call, Object item) {
    Number number = (Number) from.of(call, item);
    return number == null ? null : (Double) number.doubleValue();
  }
}
