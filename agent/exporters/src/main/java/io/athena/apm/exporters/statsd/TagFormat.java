package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Tags;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Writes tags for one kind of server: the constant tags and those of a series in one list, sorted
 * by key. If both have a key, the value of the series is used.
 *
 * <p>Keys are lower case. An empty text becomes {@code none}; a reserved key gets a {@code _}
 * appended. A tag has at most 200 characters, its key at most 100 of them: Datadog keeps no more.
 */
enum TagFormat {
  /**
   * Graphite 1.1. The reference server would delete other characters (statsd/statsd {@code
   * stats.js}). Graphite writes the metric's name over a tag {@code name} (graphite-project/carbon
   * {@code util.py}), so that breakers of different names would become one.
   */
  GRAPHITE(";", '=', "_-.", " name ", null),
  /**
   * Telegraf. Values keep all of Unicode except the characters that break a line, a tag ({@code =},
   * in Telegraf before 1.21) or InfluxDB's line protocol (a backslash). Telegraf and InfluxDB use
   * the reserved keys themselves.
   */
  INFLUX(",", '=', "_-.", " metric_type temporality time _field _measurement ", ",|:=\\"),
  /** Datadog. Values keep all of Unicode except the characters that break a line. */
  DATADOG(",", ':', "_-./", "", ",|");

  private static final int LONGEST = 200;
  private static final int LONGEST_KEY = 100;

  private final String separator;
  private final char between;
  private final String alsoInKeys;
  private final String reserved; // each key between blanks
  private final String notInValues; // null: values have the characters of keys

  TagFormat(
      String separator, char between, String alsoInKeys, String reserved, String notInValues) {
    this.separator = separator;
    this.between = between;
    this.alsoInKeys = alsoInKeys;
    this.reserved = reserved;
    this.notInValues = notInValues;
  }

  /** The tags of a series as one text, with separators between them; empty for no tags. */
  String text(Series series, Tags constant) {
    Map<String, String> tags = new TreeMap<>();
    putAll(constant, tags);
    putAll(series.tags(), tags);
    StringJoiner text = new StringJoiner(separator);
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      text.add(tag.getKey() + between + tag.getValue());
    }
    return text.toString();
  }

  String separator() {
    return separator;
  }

  private void putAll(Tags source, Map<String, String> tags) {
    for (Map.Entry<String, String> tag : source.toMap().entrySet()) {
      String key = key(tag.getKey().toLowerCase(Locale.ROOT));
      tags.put(key, value(key, tag.getValue()));
    }
  }

  private String key(String text) {
    String kept = Characters.orNone(Characters.ascii(text, alsoInKeys));
    String key = Characters.cut(kept, LONGEST_KEY);
    // The receiver uses a reserved key itself and would replace the tag.
    return reserved.contains(' ' + key + ' ') ? key + "_" : key;
  }

  /** A value without characters that would break a line, short enough for the tag of its key. */
  String value(String key, String text) {
    String kept =
        notInValues == null
            ? Characters.ascii(text, alsoInKeys)
            : Characters.unicode(text, notInValues);
    return Characters.cut(Characters.orNone(kept), LONGEST - key.length() - 1);
  }
}
