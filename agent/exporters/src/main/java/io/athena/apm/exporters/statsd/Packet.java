package io.athena.apm.exporters.statsd;

import java.nio.ByteBuffer;

/**
 * One datagram in the making: whole lines, separated by line feeds, and what they carry. One for
 * each exporter, reused.
 */
final class Packet {

  private final byte[] bytes;
  private final ByteBuffer view;
  private final int mostLines;
  private final Carried carried = new Carried();
  private int length;
  private int lines;

  /**
   * An empty packet.
   *
   * @param size how many bytes it may have
   * @param mostLines how many lines it may have, unless those that must not be parted are more
   */
  Packet(int size, int mostLines) {
    this.bytes = new byte[size];
    this.view = ByteBuffer.wrap(bytes);
    this.mostLines = mostLines;
  }

  /** Whether it has room for more lines now. */
  boolean hasRoomFor(LineBuffer more) {
    boolean inLines = lines == 0 || lines + more.lines() <= mostLines;
    return inLines && start() + more.length() <= bytes.length;
  }

  /** Whether it would have room if it were empty. */
  boolean couldHold(LineBuffer more) {
    return more.length() <= bytes.length;
  }

  /** Adds lines; what they carry counts as delivered from now on. */
  void add(LineBuffer more) {
    int start = start();
    if (start > 0) {
      bytes[length] = '\n';
    }
    more.copyTo(bytes, start);
    length = start + more.length();
    lines += more.lines();
    more.carried().deliver();
    carried.addAll(more.carried());
  }

  /** The bytes to send: a view, good until the packet changes. */
  ByteBuffer bytes() {
    return view.clear().limit(length);
  }

  /** What the lines carry. */
  Carried carried() {
    return carried;
  }

  /** How many bytes there are. */
  int length() {
    return length;
  }

  /** How many lines there are. */
  int lines() {
    return lines;
  }

  /** Empties it; what it carried stays delivered. */
  void clear() {
    length = 0;
    lines = 0;
    carried.clear();
  }

  private int start() {
    return length == 0 ? 0 : length + 1;
  }
}
