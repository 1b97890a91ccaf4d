package io.athena.apm.command.statsd;

import static io.athena.apm.command.statsd.MetricType.SET;
import static io.athena.apm.command.statsd.MetricType.TIMER;

import java.util.ArrayList;
import java.util.List;

/** {@code value|type[|@rate]}: the text between two colons of a line, or behind the last one. */
record ValueGroup(String value, MetricType type, double rate) {

  /** Reads all groups of a line; refuses different types. */
  static List<ValueGroup> readAll(LineText text, String groups) {
    List<ValueGroup> read = new ArrayList<>();
    for (String piece : groups.split(":", -1)) {
      read.add(read(text, piece));
      text.check(read.get(0).type == read.get(read.size() - 1).type, "more than one type");
    }
    return read;
  }

  static ValueGroup read(LineText text, String piece) {
    String[] fields = piece.split("\\|", -1);
    text.check(fields.length > 1, "value '{}' has no type", piece);
    text.check(fields.length <= 3, "group '{}' has more than value, type and rate", piece);
    double rate = fields.length == 3 ? text.rate(fields[2]) : 1;
    return new ValueGroup(fields[0], text.type(fields[1]), rate);
  }

  /** The value as a number; NaN for the member of a set. */
  double number(LineText text) {
    if (type == SET) {
      text.check(!value.isEmpty(), "empty member");
      return Double.NaN;
    }
    double number = text.number(value);
    text.check(type != TIMER || !value.startsWith("-"), "negative time");
    return number;
  }

  /** Whether the value has a sign. Most receivers add such a value to a gauge. */
  boolean signed() {
    return value.startsWith("+") || value.startsWith("-");
  }
}
