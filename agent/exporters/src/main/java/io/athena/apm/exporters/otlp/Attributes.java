package io.athena.apm.exporters.otlp;

import io.athena.apm.exporters.protobuf.ProtobufMessage;

/**
 * Writes attributes into the message that is being written.
 *
 * @param field the number of the field that has the attributes
 */
record Attributes(ProtobufMessage message, int field) {

  /** A text. */
  void add(String key, String value) {
    int attribute = message.begin(field);
    message.text(1, key);
    int any = message.begin(2);
    message.text(1, value);
    message.end(any);
    message.end(attribute);
  }

  /** A whole number. */
  void add(String key, long value) {
    add(key, 3, value);
  }

  /** A boolean. */
  void add(String key, boolean value) {
    add(key, 2, value ? 1 : 0);
  }

  private void add(String key, int type, long value) {
    int attribute = message.begin(field);
    message.text(1, key);
    int any = message.begin(2);
    message.number(type, value);
    message.end(any);
    message.end(attribute);
  }
}
