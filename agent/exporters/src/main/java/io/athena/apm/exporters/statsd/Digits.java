package io.athena.apm.exporters.statsd;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Writes numbers as plain decimals, without exponent or locale. Allocates nothing for magnitudes
 * from 0.001 to 2^63.
 */
final class Digits {

  /** The most bytes of a number below 2^63. */
  static final int LONGEST = 28;

  static final int MOST_DECIMALS = 6;

  private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
  private static final double TINY = 1e-3;
  private static final double TOO_LARGE = 0x1p63;

  private Digits() {}

  /** Writes a number that is not negative; returns the index after the last digit. */
  static int whole(long value, byte[] target, int at) {
    int end = at + 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      end++;
    }
    padded(value, target, at, end);
    return end;
  }

  /**
   * Writes a finite number below 2^63, rounded half up to 0 to {@value #MOST_DECIMALS} decimals,
   * without trailing zeros; returns the index after the last digit.
   */
  static int decimal(double value, int decimals, byte[] target, int at) {
    double magnitude = Math.abs(value);
    long whole = (long) magnitude;
    long scale = POWERS[decimals];
    long part = scaled(magnitude - whole, (double) scale);
    if (part == scale) {
      whole++;
      part = 0;
    }
    int next = at;
    if (value < 0 && (whole | part) != 0) {
      target[next++] = '-';
    }
    return fraction(part, decimals, target, whole(whole, target, next));
  }

  /**
   * Writes the point and the digits after it, with leading and without trailing zeros; returns the
   * index after the last digit.
   */
  static int fraction(long part, int decimals, byte[] target, int at) {
    if (part == 0) {
      return at;
    }
    long digits = part;
    int count = decimals;
    for (; digits % 10 == 0; digits /= 10) {
      count--;
    }
    target[at] = '.';
    padded(digits, target, at + 1, at + 1 + count);
    return at + 1 + count;
  }

  /** The number of digits after the point for four significant digits, within the limit. */
  static int decimalsForFourDigits(double magnitude) {
    int decimals = 0;
    for (double rest = magnitude; rest < 1_000 && decimals < MOST_DECIMALS; rest *= 10) {
      decimals++;
    }
    return decimals;
  }

  /** Whether six digits after the point are fewer than four significant ones. */
  static boolean isTiny(double value) {
    double magnitude = Math.abs(value);
    return magnitude > 0 && magnitude < TINY;
  }

  /** The text of a tiny number, with all digits that tell it from other numbers. */
  static byte[] exact(double value) {
    return BigDecimal.valueOf(value)
        .stripTrailingZeros()
        .toPlainString()
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether a number is too large for {@link #decimal}. */
  static boolean isHuge(double value) {
    return Math.abs(value) >= TOO_LARGE;
  }

  static byte[] huge(double value) {
    return new BigDecimal(value).toPlainString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void padded(long value, byte[] target, int start, int end) {
    long rest = value;
    for (int i = end - 1; i >= start; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /*
   * The product is rounded to a double. Rounding can't move it past a half, which is a double itself,
   * but can move it to a half that the exact product does not reach: then the exact error decides.
   */
  private static long scaled(double fraction, double scale) {
    double product = fraction * scale;
    long below = (long) product;
    double rest = product - below;
    boolean up = rest > 0.5 || (rest == 0.5 && Math.fma(fraction, scale, -product) >= 0);
    return up ? below + 1 : below;
  }
}
