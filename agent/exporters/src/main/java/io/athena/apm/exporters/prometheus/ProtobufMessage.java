package io.athena.apm.exporters.prometheus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The bytes of a protobuf message, field by field. */
final class ProtobufMessage {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int BITS = 7;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  /** An unsigned number, a bool or an enum. */
  ProtobufMessage number(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  /** A number of type {@code sint32} or {@code sint64}. */
  ProtobufMessage signed(int field, long value) {
    return number(field, (value << 1) ^ (value >> 63));
  }

  /** A number of type {@code double}. */
  ProtobufMessage real(int field, double value) {
    tag(field, FIXED_64);
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes.write((int) (bits >>> shift));
    }
    return this;
  }

  ProtobufMessage text(int field, String value) {
    return field(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtobufMessage message(int field, ProtobufMessage value) {
    return field(field, value.toByteArray());
  }

  private ProtobufMessage field(int field, byte[] content) {
    tag(field, LENGTH);
    varint(content.length);
    bytes.writeBytes(content);
    return this;
  }

  /** A whole message after its length, as in a stream of messages. */
  void delimited(ProtobufMessage message) {
    byte[] content = message.toByteArray();
    varint(content.length);
    bytes.writeBytes(content);
  }

  private void tag(int field, int type) {
    varint(((long) field << 3) | type);
  }

  private void varint(long value) {
    long left = value;
    for (; left >>> BITS != 0; left >>>= BITS) {
      bytes.write((int) ((left & 0x7f) | 0x80));
    }
    bytes.write((int) left);
  }
}
