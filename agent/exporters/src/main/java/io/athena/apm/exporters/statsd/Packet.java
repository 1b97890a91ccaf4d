package io.athena.apm.exporters.statsd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The next datagram: finished lines, separated by line feeds, and after them the line that is being
 * written. One for each exporter, reused.
 */
final class Packet {

  private final int size;
  private final int mostLines;
  private final PacketContent content = new PacketContent();
  private final PacketContent lineContent = new PacketContent();
  private byte[] bytes;
  private ByteBuffer view;
  private int length; // of the finished lines
  private int lines;
  private int start; // of the line that is being written
  private int end;
  private int newLines;

  /** Lines that have to share a packet may exceed the most lines. */
  Packet(int size, int mostLines) {
    this.size = size;
    this.mostLines = mostLines;
    this.bytes = new byte[2 * size + Digits.LONGEST];
    this.view = ByteBuffer.wrap(bytes);
  }

  /** Starts a line; removes one that was not added. */
  Packet beginLine() {
    start = length == 0 ? 0 : length + 1;
    end = start;
    newLines = 1;
    lineContent.clear();
    return this;
  }

  Packet text(byte[] text) {
    reserve(text.length);
    System.arraycopy(text, 0, bytes, end, text.length);
    end += text.length;
    return this;
  }

  /** Appends an ASCII character. */
  Packet text(char c) {
    reserve(1);
    bytes[end++] = (byte) c;
    return this;
  }

  /** Appends a number that is not negative. */
  Packet whole(long value) {
    reserve(Digits.LONGEST);
    end = Digits.whole(value, bytes, end);
    return this;
  }

  /**
   * Appends a finite number with up to six digits after the point; a number that would lose
   * significant digits by that, such as a price of 1.5e-7, with all of its digits.
   */
  Packet decimal(double value) {
    return Digits.isTiny(value) ? text(Digits.exact(value)) : decimal(value, Digits.MOST_DECIMALS);
  }

  /**
   * Appends a number with an error of up to 1.1 %, with four digits: more digits would not be more
   * exact and take twice the bytes. All digits before the point are written.
   */
  Packet approximate(double value) {
    return decimal(value, Digits.decimalsForFourDigits(value));
  }

  private Packet decimal(double value, int decimals) {
    if (Digits.isHuge(value)) {
      return text(Digits.huge(value));
    }
    reserve(Digits.LONGEST);
    end = Digits.decimal(value, decimals, bytes, end);
    return this;
  }

  /** Appends {@code .} and digits, without trailing zeros. */
  Packet fraction(long part, int decimals) {
    reserve(Digits.LONGEST);
    end = Digits.fraction(part, decimals, bytes, end);
    return this;
  }

  /** Begins another line, which has to share the packet with the previous one. */
  Packet newLine() {
    newLines++;
    return text('\n');
  }

  /** Whether the line and more bytes fit a packet. */
  boolean couldHold(int moreBytes) {
    return lineLength() + moreBytes <= size;
  }

  /** Whether the line fits after the finished ones. */
  boolean hasRoom() {
    return end <= size && (lines == 0 || lines + newLines <= mostLines);
  }

  PacketContent lineContent() {
    return lineContent;
  }

  int lineLength() {
    return end - start;
  }

  /** The number of lines that {@link #addLine} would add. */
  int newLines() {
    return newLines;
  }

  String lineStart(int characters) {
    return Characters.cut(
        new String(bytes, start, lineLength(), StandardCharsets.UTF_8), characters);
  }

  void addLine() {
    if (start > 0) {
      bytes[length] = '\n';
    }
    length = end;
    lines += newLines;
    content.addAll(lineContent);
  }

  /** The finished lines, as a view that is valid until the packet changes. */
  ByteBuffer bytes() {
    return view.clear().limit(length);
  }

  PacketContent content() {
    return content;
  }

  int length() {
    return length;
  }

  int lines() {
    return lines;
  }

  /** Removes the finished lines. */
  void clear() {
    System.arraycopy(bytes, start, bytes, 0, lineLength());
    end = lineLength();
    start = 0;
    length = 0;
    lines = 0;
    content.clear();
  }

  private void reserve(int more) {
    if (bytes.length - end < more) {
      bytes = Arrays.copyOf(bytes, 2 * (end + more));
      view = ByteBuffer.wrap(bytes);
    }
  }
}
