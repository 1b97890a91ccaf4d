package io.athena.apm.exporters.statsd;

import java.util.Locale;

/** How one kind of StatsD server wants its lines. The same series, in other words. */
/*
 * What the receivers do, read in their sources (docs/rationale.md says why it matters)
 *
 *               tags          several values       rate of a time       -5|g
 *   etsy        ;k=v          a|ms:b|ms            scales the count     a change, unless at 0
 *   brubeck     none          line is lost         scales the count     a change
 *   collectd    none          line is lost         divides the value    a change
 *   Telegraf    ,k=v          a|ms:b|ms            repeats the value    a change
 *   gostatsd    |#k:v         a:b|ms, counts 1     scales the count     minus five
 *   Datadog     |#k:v         a:b|d                repeats the value    minus five
 */
public enum Dialect {
  /** For servers without tags: folded into the name, one value a line. */
  PLAIN,
  /** collectd's: as plain, but times without a rate, and names that it does not cut. */
  COLLECTD,
  /** Graphite's tags, for the reference server; one value a line. */
  GRAPHITE,
  /** Telegraf's: InfluxDB's tags in the name, times as {@code v|ms:v|ms}. */
  INFLUX,
  /** New Relic's, which is gostatsd: Datadog's tags, no distributions, one value a line. */
  NEWRELIC,
  /** Datadog's: tags of their own, distributions with packed values. */
  DOGSTATSD;

  private static final int LONGEST_IN_COLLECTD = 112;

  /**
   * The dialect of a setting's value.
   *
   * @throws IllegalArgumentException naming the allowed values where there is none
   */
  public static Dialect of(String setting) {
    StringBuilder allowed = new StringBuilder();
    for (Dialect dialect : values()) {
      if (dialect.toString().equals(setting)) {
        return dialect;
      }
      allowed.append(allowed.length() == 0 ? "" : ", ").append(dialect);
    }
    throw new IllegalArgumentException(
        "'" + setting + "' is not a StatsD dialect; allowed are " + allowed);
  }

  /** Where the metric's name and the tags go. */
  Naming naming(DogStatsdProtocol protocol) {
    return switch (this) {
      case PLAIN -> new FoldedNames(Integer.MAX_VALUE);
      case COLLECTD -> new FoldedNames(LONGEST_IN_COLLECTD);
      case GRAPHITE -> new TagsInName(";", TagRules.GRAPHITE);
      case INFLUX -> new TagsInName(",", TagRules.INFLUX);
      case NEWRELIC -> new TaggedNames("");
      case DOGSTATSD -> new TaggedNames(protocol.fields());
    };
  }

  /** How the values of a histogram are written; a new one, for one exporter. */
  HistogramForm histograms(DogStatsdProtocol protocol) {
    return switch (this) {
      case PLAIN, GRAPHITE -> new SingleTimers(true, false);
      case NEWRELIC -> new SingleTimers(true, true);
      case COLLECTD -> new SingleTimers(false, false);
      case INFLUX -> new GroupedTimers();
      case DOGSTATSD -> new PackedValues(protocol.packs());
    };
  }

  /** Whether {@code -5|g} means "five less" rather than "minus five". */
  boolean signMeansChange() {
    return this != NEWRELIC && this != DOGSTATSD;
  }

  /** As in the setting. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
