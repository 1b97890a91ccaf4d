package io.athena.apm.command.statsd;

import java.util.regex.Pattern;

/**
 * The line being read: the syntax that all dialects share, and checks that refuse the line. {@code
 * rest} is left to read.
 */
record LineText(String line, String rest) {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  /** Without an exponent: the etsy server stops at the first other character. */
  private static final Pattern RATE = Pattern.compile("@[0-9]+(\\.[0-9]+)?");

  /** A whole line, without its newline. */
  static LineText of(String line) {
    LineText text = new LineText(line, line);
    text.check(line.indexOf('\n') < 0 && line.indexOf('\r') < 0, "a line break inside the line");
    return text;
  }

  void check(boolean right, String otherwise) {
    check(right, otherwise, "");
  }

  /** Refuses the line with a rule and its detail, see {@link MalformedLine}. */
  void check(boolean right, String otherwise, String detail) {
    if (!right) {
      throw new MalformedLine(line, otherwise, detail);
    }
  }

  /** The same line without some of its fields. */
  LineText with(String newRest) {
    return new LineText(line, newRest);
  }

  /** The text before the first colon. */
  String name() {
    var colon = rest.indexOf(':');
    check(colon >= 0, "no value");
    return rest.substring(0, colon);
  }

  /** The text behind the first colon. */
  String values() {
    return rest.substring(rest.indexOf(':') + 1);
  }

  MetricType type(String symbol) {
    return MetricType.of(symbol)
        .orElseThrow(() -> new MalformedLine(line, "unknown type '{}'", symbol));
  }

  double number(String text) {
    check(NUMBER.matcher(text).matches(), "value '{}' is not a finite decimal number", text);
    var number = Double.parseDouble(text);
    check(Double.isFinite(number), "value '{}' is not finite", text);
    return number;
  }

  /** A sample rate with its @. */
  double rate(String field) {
    check(RATE.matcher(field).matches(), "field '{}' is not a rate in plain decimals", field);
    var rate = Double.parseDouble(field.substring(1));
    check(rate > 0 && rate <= 1, "rate '{}' is not > 0 and <= 1", field);
    return rate;
  }
}
