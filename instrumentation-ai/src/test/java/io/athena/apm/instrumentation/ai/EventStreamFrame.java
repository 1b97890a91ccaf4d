package io.athena.apm.instrumentation.ai;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Encodes the binary event stream of AWS, with the checksums of the lengths and of each frame. */
final class EventStreamFrame {

  private static final byte TEXT = 7;

  private EventStreamFrame() {}

  static byte[] event(String type, String json) {
    return encode("event", ":event-type", type, json);
  }

  static byte[] exception(String type) {
    return encode("exception", ":exception-type", type, "{\"message\": \"no\"}");
  }

  static byte[] all(byte[]... frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      all.writeBytes(frame);
    }
    return all.toByteArray();
  }

  private static byte[] encode(String kind, String typeHeader, String type, String json) {
    byte[] headers =
        all(
            header(":message-type", kind),
            header(typeHeader, type),
            header(":content-type", "application/json"));
    byte[] payload = json.getBytes(StandardCharsets.UTF_8);
    int length = 16 + headers.length + payload.length;
    byte[] frame = new byte[length];
    ByteBuffer end = ByteBuffer.wrap(frame).putInt(length).putInt(headers.length);
    end.putInt(checksum(frame, 8)).put(headers).put(payload);
    end.putInt(checksum(frame, length - 4));
    return frame;
  }

  private static byte[] header(String name, String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + name.length() + text.length)
        .put((byte) name.length())
        .put(name.getBytes(StandardCharsets.UTF_8))
        .put(TEXT)
        .putShort((short) text.length)
        .put(text)
        .array();
  }

  private static int checksum(byte[] frame, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(frame, 0, length);
    return (int) checksum.getValue();
  }
}
