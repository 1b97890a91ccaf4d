package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Tags;
import java.nio.charset.StandardCharsets;

/**
 * The text before and after the values of one series on the wire, without characters that would
 * break a line. Made once for each series.
 */
final class SeriesText {

  private static final int LONGEST_DOGSTATSD_NAME = 200;

  private final byte[] prefix;
  private final byte[] suffix;

  /** The prefix includes the colon before the first value; the suffix follows type and rate. */
  SeriesText(String prefix, String suffix) {
    this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    this.suffix = suffix.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * For servers without tags: {@code cache.hit.prod.sessions}. The parts, joined by dots, are the
   * metric's name, the values of the constant tags sorted by key, and the values of the series' own
   * tags sorted by key; for the series that takes what exceeds a metric's limit, {@code overflow}.
   *
   * <p>A value keeps {@code A-Z a-z 0-9 _ -}; other characters become {@code _}, an empty value
   * becomes {@code none}. The server would delete those characters (statsd/statsd {@code
   * stats.js}), and a dot would split a value in two.
   *
   * @param longest the most characters of a name; a longer name ends in a hash, so that different
   *     names stay different
   */
  static SeriesText folded(Series series, Tags constant, int longest) {
    StringBuilder name = new StringBuilder(graphiteName(series));
    appendValues(constant, name);
    if (series.tags().equals(Tags.OVERFLOW)) {
      name.append(".overflow");
    } else {
      appendValues(series.tags(), name);
    }
    if (name.length() > longest) {
      String hash = Integer.toHexString(name.toString().hashCode());
      name.setLength(longest - 1 - hash.length());
      name.append('_').append(hash);
    }
    return new SeriesText(name + ":", "");
  }

  private static void appendValues(Tags tags, StringBuilder name) {
    for (String value : tags.toMap().values()) {
      name.append('.').append(Characters.orNone(Characters.ascii(value, "_-")));
    }
  }

  /** With tags in the name: {@code cache.hit;cache=sessions;env=prod:1|c}. */
  static SeriesText withTagsInName(Series series, Tags constant, TagFormat format) {
    String tags = format.text(series, constant);
    String name = graphiteName(series);
    return new SeriesText((tags.isEmpty() ? name : name + format.separator() + tags) + ":", "");
  }

  /** As Graphite and its relatives accept a name. Brubeck refuses one that ends with a dot. */
  private static String graphiteName(Series series) {
    String kept = Characters.orNone(Characters.ascii(series.metric().name(), "_-."));
    return kept.endsWith(".") ? kept.substring(0, kept.length() - 1) + "_" : kept;
  }

  /** For DogStatsD: {@code cache.hit:1|c|#cache:sessions,env:prod}, then the fields. */
  static SeriesText dogStatsd(Series series, Tags constant, String fields) {
    String tags = TagFormat.DATADOG.text(series, constant);
    return new SeriesText(
        dogStatsdName(series) + ":", (tags.isEmpty() ? "" : "|#" + tags) + fields);
  }

  /**
   * A name keeps ASCII letters, digits, {@code _} and {@code .}; other characters become {@code _}.
   * It starts with a letter and has at most 200 characters.
   */
  static String dogStatsdName(Series series) {
    String name = Characters.ascii(series.metric().name(), "_.");
    boolean letterFirst = !name.isEmpty() && Characters.isLetter(name.charAt(0));
    return Characters.cut(letterFirst ? name : "m_" + name, LONGEST_DOGSTATSD_NAME);
  }

  /** Up to and including the colon before the first value. Not to be changed. */
  byte[] prefix() {
    return prefix;
  }

  /** The text after type and rate. Not to be changed. */
  byte[] suffix() {
    return suffix;
  }
}
