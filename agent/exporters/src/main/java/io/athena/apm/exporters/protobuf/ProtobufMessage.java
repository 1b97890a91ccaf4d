package io.athena.apm.exporters.protobuf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes protobuf messages into one buffer, field by field. A message within a message is written
 * between {@link #begin} and {@link #end}. Reused, by one thread at a time.
 */
/*
 * The length of a nested message stands before it. One byte is left free for it; where the length
 * takes more bytes, the message is moved by these when it ends. Most messages are shorter than 128
 * bytes, and few have another one around them that is long.
 */
public final class ProtobufMessage {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED_32 = 5;
  private static final int BITS = 7;

  private byte[] bytes = new byte[1024];
  private int size;

  /** Empty. */
  public ProtobufMessage() {}

  /** The number of bytes so far. */
  public int size() {
    return size;
  }

  /** Removes all bytes. */
  public void clear() {
    size = 0;
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Writes the bytes. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  /** Begins a nested message; returns where, for {@link #end}. */
  public int begin(int field) {
    tag(field, LENGTH);
    return beginDelimited();
  }

  /** Begins a message that stands after its length alone, as in a stream of messages. */
  public int beginDelimited() {
    reserve(1);
    return size++;
  }

  /** Ends the innermost message, which began there. */
  public void end(int began) {
    int length = size - began - 1;
    int more = varintSize(length) - 1;
    if (more > 0) {
      reserve(more);
      System.arraycopy(bytes, began + 1, bytes, began + 1 + more, length);
    }
    size = began;
    varint(length);
    size += length;
  }

  /** An unsigned number, a bool or an enum. */
  public ProtobufMessage number(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  /** A number of type {@code sint32} or {@code sint64}. */
  public ProtobufMessage signed(int field, long value) {
    return number(field, (value << 1) ^ (value >> 63));
  }

  /** A number of type {@code double}. */
  public ProtobufMessage real(int field, double value) {
    return fixed64(field, Double.doubleToRawLongBits(value));
  }

  /** A number of type {@code fixed64} or {@code sfixed64}. */
  public ProtobufMessage fixed64(int field, long value) {
    tag(field, FIXED_64);
    fixed64(value);
    return this;
  }

  /** A number of type {@code fixed32}. */
  public ProtobufMessage fixed32(int field, int value) {
    tag(field, FIXED_32);
    reserve(Integer.BYTES);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      bytes[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** A text. */
  public ProtobufMessage text(int field, String value) {
    byte[] content = value.getBytes(StandardCharsets.UTF_8);
    tag(field, LENGTH);
    varint(content.length);
    return fields(content);
  }

  /** Fields that are encoded already. */
  public ProtobufMessage fields(byte[] encoded) {
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
    return this;
  }

  /** Bytes: eight of each number, the most significant first. */
  public ProtobufMessage bigEndian(int field, long... numbers) {
    tag(field, LENGTH);
    varint((long) numbers.length * Long.BYTES);
    for (long number : numbers) {
      fixed64(Long.reverseBytes(number));
    }
    return this;
  }

  /** An element of packed numbers of a variable length, between begin and end. */
  public void varint(long value) {
    reserve(Long.BYTES + 2);
    long left = value;
    for (; left >>> BITS != 0; left >>>= BITS) {
      bytes[size++] = (byte) ((left & 0x7f) | 0x80);
    }
    bytes[size++] = (byte) left;
  }

  /** An element of packed numbers of eight bytes, between begin and end. */
  public void fixed64(long value) {
    reserve(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  private void tag(int field, int type) {
    varint(((long) field << 3) | type);
  }

  private static int varintSize(int value) {
    return value == 0 ? 1 : (Integer.SIZE - Integer.numberOfLeadingZeros(value) + BITS - 1) / BITS;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
