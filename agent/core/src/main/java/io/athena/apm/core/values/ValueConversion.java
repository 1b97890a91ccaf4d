package io.athena.apm.core.values;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.atomic.DoubleAdder;

/** What a value is good for once a path has led to it. Runs no code of the application. */
final class ValueConversion {

  /** Longer text is no tag. */
  static final int LONGEST_TEXT = 200;

  private ValueConversion() {}

  /** Text of a tag; null where the value is none. */
  static String text(Object value) {
    if (value instanceof String text) {
      return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Class<?> type) {
      return type.getName();
    }
    return value instanceof Boolean || value instanceof Character || isNumber(value)
        ? text(value.toString())
        : null;
  }

  /** A class of the application that extends Number could do anything when asked. */
  static boolean isNumber(Object value) {
    return value instanceof Number && value.getClass().getClassLoader() == null;
  }

  /** Whether {@link #toLong} and {@link #toDouble} can make something of it. */
  static boolean isNumeric(Object value) {
    return value instanceof Duration || isNumber(value);
  }

  /** A fraction is rounded; a duration is nanoseconds. */
  static long toLong(Object value, long absent) {
    if (value instanceof Duration duration) {
      return duration.toNanos();
    }
    if (!isNumber(value)) {
      return absent;
    }
    Number number = (Number) value;
    return isFraction(value) ? round(number.doubleValue(), absent) : number.longValue();
  }

  static long round(double value, long absent) {
    return Double.isFinite(value) ? Math.round(value) : absent;
  }

  private static boolean isFraction(Object value) {
    return value instanceof Double
        || value instanceof Float
        || value instanceof BigDecimal
        || value instanceof DoubleAdder;
  }

  /** Not a number where the value is none. */
  static double toDouble(Object value) {
    if (value instanceof Duration duration) {
      return duration.toNanos();
    }
    return isNumber(value) ? ((Number) value).doubleValue() : Double.NaN;
  }
}
