package io.athena.apm.rules.active;

import java.util.function.Function;

/**
 * Something that a rule may read: the path that it writes, and the Java that reads the same.
 *
 * @param from plain Java, which knows nothing of paths; null anywhere is null
 */
record ReadValue(String path, Kind kind, Source from) {

  /** The kinds of values that are read. */
  enum Kind {
    TEXT,
    NUMBER,
    FLAG,
    ITEMS,
    /** Only to go on from. */
    OBJECT
  }

  /** Where a value comes from. */
  interface Source {

    /**
     * Reads it.
     *
     * @param item null unless the path begins at an item
     */
    Object of(GeneratedCall call, Object item);
  }

  /** One step on. */
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

  /** As a tag has it; null where there is none. */
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
