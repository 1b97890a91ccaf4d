package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Tags;
import java.util.Locale;

/** The line format of one kind of StatsD server. */
/*
 * What the receivers do, by their sources (docs/rationale.md says why it matters)
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
  /** Servers without tags: the values of the tags are parts of the name; one value a line. */
  PLAIN,
  /** collectd: like plain, but times have no rate, and names are so short that it cuts none. */
  COLLECTD,
  /** The reference server, with Graphite's tags; one value a line. */
  GRAPHITE,
  /** Telegraf: InfluxDB's tags in the name, times as {@code v|ms:v|ms}. */
  INFLUX,
  /** New Relic, that is, gostatsd: Datadog's tags, no distributions, one value a line. */
  NEWRELIC,
  /** Datadog: its own tags, distributions with packed values. */
  DOGSTATSD;

  private static final int LONGEST_IN_COLLECTD = 112;

  /** The dialect of a value of {@code statsd.dialect}: its name in lower case. */
  public static Dialect of(String setting) {
    return valueOf(setting.toUpperCase(Locale.ROOT));
  }

  /** The name and the tags of a series, among them the constant ones. */
  SeriesText text(Series series, Tags constant, DogStatsdProtocol protocol) {
    return switch (this) {
      case PLAIN -> SeriesText.folded(series, constant, Integer.MAX_VALUE);
      case COLLECTD -> SeriesText.folded(series, constant, LONGEST_IN_COLLECTD);
      case GRAPHITE -> SeriesText.withTagsInName(series, constant, TagFormat.GRAPHITE);
      case INFLUX -> SeriesText.withTagsInName(series, constant, TagFormat.INFLUX);
      case NEWRELIC -> SeriesText.dogStatsd(series, constant, "");
      case DOGSTATSD -> SeriesText.dogStatsd(series, constant, protocol.fields());
    };
  }

  /** Creates the writer of histogram values for one exporter. */
  HistogramForm histograms(DogStatsdProtocol protocol) {
    return switch (this) {
      case PLAIN, GRAPHITE -> new SingleTimers(true, false);
      case NEWRELIC -> new SingleTimers(true, true);
      case COLLECTD -> new SingleTimers(false, false);
      case INFLUX -> new GroupedTimers();
      case DOGSTATSD -> new PackedValues(protocol.packs());
    };
  }

  /** Whether the server makes 0.5 of a counter 0: collectd, Telegraf and gostatsd do. */
  boolean cutsFractions() {
    return this == COLLECTD || this == INFLUX || this == NEWRELIC;
  }

  /** Whether {@code -5|g} means "five less" rather than "minus five". */
  boolean signMeansChange() {
    return this != NEWRELIC && this != DOGSTATSD;
  }
}
