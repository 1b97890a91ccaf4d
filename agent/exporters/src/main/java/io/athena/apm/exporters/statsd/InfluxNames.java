package io.athena.apm.exporters.statsd;

import io.athena.apm.core.metrics.Series;
import io.athena.apm.core.metrics.Tags;

/**
 * Telegraf: {@code cache.hit,cache=sessions,env=prod:1|c}.
 *
 * <p>Names and keys keep {@code A-Z a-z 0-9 _ - .}. Values keep all of Unicode but what breaks a
 * line, a tag ({@code =}, in Telegraf before 1.21) or InfluxDB's line protocol (a backslash):
 * {@code _} instead. Keys that Telegraf or InfluxDB use themselves get a {@code _} behind them.
 */
final class InfluxNames implements Naming, TagRules {

  InfluxNames() {}

  @Override
  public SeriesText text(Series series, Tags constant) {
    String tags = MergedTags.of(series, constant, this).text(",", ",", '=');
    return new SeriesText(FoldedNames.metric(series.metric().name()) + tags + ":", "");
  }

  @Override
  public String alsoInKeys() {
    return "_-.";
  }

  @Override
  public boolean isReserved(String key) {
    return key.equals("metric_type")
        || key.equals("temporality")
        || key.equals("time")
        || key.equals("_field")
        || key.equals("_measurement");
  }

  @Override
  public String value(String text) {
    return Characters.unicode(text, ",|:=\\");
  }
}
