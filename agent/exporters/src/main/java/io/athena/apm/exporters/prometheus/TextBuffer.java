package io.athena.apm.exporters.prometheus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Collects text as bytes. Numbers are written without a String where that is possible. */
final class TextBuffer {

  /** All whole numbers up to it are doubles. */
  private static final long LARGEST_WHOLE = 1L << 53;

  private final PageBuffer bytes = new PageBuffer();
  private final byte[] digits = new byte[Long.toString(Long.MIN_VALUE).length()];

  /** Empty. */
  TextBuffer() {}

  int size() {
    return bytes.size();
  }

  void clear() {
    bytes.clear();
  }

  /** Writes all text and removes it. */
  void drainTo(OutputStream out) throws IOException {
    bytes.writeTo(out);
    bytes.clear();
  }

  TextBuffer append(String text) {
    return append(text.getBytes(StandardCharsets.UTF_8));
  }

  TextBuffer append(byte[] text) {
    bytes.write(text, 0, text.length);
    return this;
  }

  /** A character of ASCII. */
  TextBuffer append(char character) {
    bytes.write(character);
    return this;
  }

  /** {@code 42}. */
  TextBuffer whole(long value) {
    int at = digits.length;
    for (long left = value; left != 0 || at == digits.length; left /= 10) {
      digits[--at] = (byte) ('0' + Math.abs(left % 10));
    }
    if (value < 0) {
      digits[--at] = '-';
    }
    bytes.write(digits, at, digits.length - at);
    return this;
  }

  /** A positive amount in another unit, exactly: 1500 by 1000 is {@code 1.5}, by 1 it is whole. */
  TextBuffer decimal(long value, long divisor) {
    whole(value / divisor);
    if (divisor > 1) {
      append('.');
      long left = Math.abs(value % divisor);
      long power = divisor;
      do {
        power /= 10;
        append((char) ('0' + left / power));
        left %= power;
      } while (left > 0);
    }
    return this;
  }

  /** {@code 0.25}, {@code 42.0}. */
  TextBuffer real(double value) {
    long whole = (long) value;
    return whole == value && Math.abs(whole) <= LARGEST_WHOLE
        ? whole(whole).append('.').append('0')
        : append(Double.toString(value));
  }
}
