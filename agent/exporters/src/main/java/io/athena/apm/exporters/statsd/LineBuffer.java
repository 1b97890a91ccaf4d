package io.athena.apm.exporters.statsd;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The line that is being written, or the few lines that must not be parted, and what they carry.
 * One for each exporter, reused; grows to the longest line it has met.
 */
final class LineBuffer {

  private final int limit;
  private final Carried carried = new Carried();
  private byte[] bytes;
  private int length;
  private int lines;

  /**
   * An empty one.
   *
   * @param limit how long a line may be that fits any packet
   */
  LineBuffer(int limit) {
    this.limit = limit;
    this.bytes = new byte[limit + Digits.LONGEST];
  }

  /** Starts again with one line. */
  LineBuffer clear() {
    length = 0;
    lines = 1;
    carried.clear();
    return this;
  }

  /** Appends text. */
  LineBuffer text(byte[] text) {
    reserve(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
    return this;
  }

  /** Appends an ASCII character. */
  LineBuffer text(char c) {
    reserve(1);
    bytes[length++] = (byte) c;
    return this;
  }

  /** Appends a number that is not negative. */
  LineBuffer whole(long value) {
    reserve(Digits.LONGEST);
    length = Digits.whole(value, bytes, length);
    return this;
  }

  /** Appends a finite number with up to six digits after the point. */
  LineBuffer decimal(double value) {
    return decimal(value, Digits.MOST_DECIMALS);
  }

  /**
   * Appends a number that is known within 1.6 % only: four digits say all of it, and half as many
   * bytes leave. What stands before the point is always complete.
   */
  LineBuffer approximate(double value) {
    return decimal(value, Digits.decimalsForFourDigits(value));
  }

  /** Appends {@code .} and digits, without trailing zeros. */
  LineBuffer fraction(long part, int decimals) {
    reserve(Digits.LONGEST);
    length = Digits.fraction(part, decimals, bytes, length);
    return this;
  }

  /** Begins another line, which stays in the same packet. */
  LineBuffer newLine() {
    lines++;
    return text('\n');
  }

  /** Whether so many more bytes fit a packet. */
  boolean hasRoomFor(int more) {
    return length + more <= limit;
  }

  /** What the lines carry. */
  Carried carried() {
    return carried;
  }

  /** Bytes written. */
  int length() {
    return length;
  }

  /** Lines begun. */
  int lines() {
    return lines;
  }

  /** Copies the bytes. */
  void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, length);
  }

  /** The first characters of it, to be shown. */
  String start(int characters) {
    return Characters.cut(new String(bytes, 0, length, StandardCharsets.UTF_8), characters);
  }

  private LineBuffer decimal(double value, int decimals) {
    if (Digits.isHuge(value)) {
      return text(Digits.huge(value));
    }
    reserve(Digits.LONGEST);
    length = Digits.decimal(value, decimals, bytes, length);
    return this;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, 2 * (length + more));
    }
  }
}
