package io.athena.apm.exporters.otlp;

import java.nio.charset.StandardCharsets;

/**
 * What a receiver says of a request that it accepted: the first field of {@code
 * ExportMetricsServiceResponse} and of {@code ExportTraceServiceResponse}. An answer that is not
 * such a message, or is cut off, says nothing.
 *
 * @param rejected how many data points or spans it has rejected, for good
 * @param message why, or a warning; empty for none
 */
record PartialSuccess(long rejected, String message) {

  private static final PartialSuccess COMPLETE = new PartialSuccess(0, "");
  private static final int VARINT = 0;
  private static final int LENGTH = 2;

  static PartialSuccess of(byte[] answer) {
    try {
      Reader outer = new Reader(answer, 0, answer.length);
      while (outer.next()) {
        if (outer.field == 1 && outer.type == LENGTH) {
          return inner(new Reader(answer, outer.from, Math.min(outer.to, answer.length)));
        }
      }
    } catch (IndexOutOfBoundsException malformed) {
      // It says nothing.
    }
    return COMPLETE;
  }

  private static PartialSuccess inner(Reader reader) {
    long rejected = 0;
    String message = "";
    while (reader.next()) {
      if (reader.field == 1 && reader.type == VARINT) {
        rejected = reader.number;
      } else if (reader.field == 2 && reader.type == LENGTH) {
        int to = Math.min(reader.to, reader.end);
        message = new String(reader.bytes, reader.from, to - reader.from, StandardCharsets.UTF_8);
      }
    }
    return new PartialSuccess(rejected, message);
  }

  /** Goes over the fields of a message that are numbers, texts or messages; others end it. */
  private static final class Reader {

    private final byte[] bytes;
    private final int end;
    private int at;
    private int field;
    private int type;
    private long number;
    private int from;
    private int to;

    Reader(byte[] bytes, int from, int end) {
      this.bytes = bytes;
      this.at = from;
      this.end = end;
    }

    boolean next() {
      if (at >= end) {
        return false;
      }
      long tag = varint();
      field = (int) (tag >>> 3);
      type = (int) tag & 7;
      number = varint();
      if (type == LENGTH) {
        from = at;
        to = number < 0 || number > end - at ? end : at + (int) number;
        at = to;
      }
      return type == VARINT || type == LENGTH;
    }

    private long varint() {
      long value = 0;
      for (int shift = 0; shift < Long.SIZE; shift += 7) {
        byte next = bytes[at++];
        value |= (next & 0x7fL) << shift;
        if (next >= 0) {
          return value;
        }
      }
      return value;
    }
  }
}
