package io.athena.apm.exporters.statsd;

/** The characters and the keys that tags of a kind of server may have. */
enum TagRules {
  /**
   * Graphite 1.1. The reference server would delete other characters (statsd/statsd {@code
   * stats.js}). Graphite writes the metric's name over a tag {@code name} (graphite-project/carbon
   * {@code util.py}), and breakers of different names would be one.
   */
  GRAPHITE("_-.", " name ", null),
  /**
   * Telegraf. Values keep all of Unicode but the characters that break a line, a tag ({@code =}, in
   * Telegraf before 1.21) or InfluxDB's line protocol (a backslash). Telegraf and InfluxDB use the
   * reserved keys themselves.
   */
  INFLUX("_-.", " metric_type temporality time _field _measurement ", ",|:=\\"),
  /** Datadog. Values keep all of Unicode but the characters that break a line. */
  DATADOG("_-./", "", ",|");

  private final String alsoInKeys;
  private final String reserved; // each key between blanks
  private final String notInValues; // null where values have the characters of keys

  TagRules(String alsoInKeys, String reserved, String notInValues) {
    this.alsoInKeys = alsoInKeys;
    this.reserved = reserved;
    this.notInValues = notInValues;
  }

  /** A key without characters that would break a line. */
  String key(String text) {
    return Characters.ascii(text, alsoInKeys);
  }

  /** Whether the receiver uses a key itself: such a tag would be lost. */
  boolean isReserved(String key) {
    return reserved.contains(' ' + key + ' ');
  }

  /** A value without characters that would break a line. */
  String value(String text) {
    return notInValues == null
        ? Characters.ascii(text, alsoInKeys)
        : Characters.unicode(text, notInValues);
  }
}
