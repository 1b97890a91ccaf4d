package io.athena.apm.rules.values;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.concurrent.atomic.DoubleAdder;

/** Converts values to text and numbers. Runs no code of the application. */
final class ValueConversion {

  /** The maximum length of a tag's value; longer text is cut. */
  static final int LONGEST_TEXT = 200;

  /** Stands for a number that is not finite, or beyond the range of a long. */
  static final long OUT_OF_RANGE = Long.MIN_VALUE + 1;

  private ValueConversion() {}

  /** The text of a tag; null if the value has none. */
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

  /** Excludes application classes that extend Number: their methods could do anything. */
  static boolean isNumber(Object value) {
    return value instanceof Number && value.getClass().getClassLoader() == null;
  }

  static boolean isNumeric(Object value) {
    return value instanceof Duration || isNumber(value);
  }

  /** Rounds fractions; converts durations to nanoseconds. May be {@link #OUT_OF_RANGE}. */
  static long toLong(Object value, long absent) {
    if (value instanceof Duration duration) {
      return duration.toNanos();
    }
    if (!isNumber(value)) {
      return absent;
    }
    if (value instanceof BigInteger whole) {
      return whole.bitLength() < Long.SIZE ? whole.longValue() : OUT_OF_RANGE;
    }
    Number number = (Number) value;
    return isFraction(value) ? round(number.doubleValue()) : number.longValue();
  }

  static long round(double value) {
    return Math.abs(value) < Long.MAX_VALUE ? Math.round(value) : OUT_OF_RANGE;
  }

  private static boolean isFraction(Object value) {
    return value instanceof Double
        || value instanceof Float
        || value instanceof BigDecimal
        || value instanceof DoubleAdder;
  }

  /** NaN if the value is no number. */
  static double toDouble(Object value) {
    if (value instanceof Duration duration) {
      return duration.toNanos();
    }
    return isNumber(value) ? ((Number) value).doubleValue() : Double.NaN;
  }
}
