package io.athena.apm.exporters.prometheus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Takes the bytes of a page. Used again for the next one, unless it has grown large. */
final class PageBuffer extends OutputStream {

  /** The most bytes that are kept from one page to the next. */
  static final int LARGEST_KEPT = 1024 * 1024;

  private byte[] bytes = new byte[8 * 1024];
  private int size;

  /** Empty. */
  PageBuffer() {}

  @Override
  public void write(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  int size() {
    return size;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  void clear() {
    size = 0;
  }

  /** Whether it is small enough to be kept. */
  boolean isKept() {
    return bytes.length <= LARGEST_KEPT;
  }

  /** The bytes so far, not copied. */
  ByteBuffer content() {
    return ByteBuffer.wrap(bytes, 0, size);
  }
}
