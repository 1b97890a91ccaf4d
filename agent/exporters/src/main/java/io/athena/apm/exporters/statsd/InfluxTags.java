package io.athena.apm.exporters.statsd;

/**
 * Telegraf: {@code cache.hit,cache=sessions,env=prod:1|c}.
 *
 * <p>Names and keys keep {@code A-Z a-z 0-9 _ - .}. Values keep all of Unicode but what breaks a
 * line, a tag ({@code =}, in Telegraf before 1.21) or InfluxDB's line protocol (a backslash):
 * {@code _} instead. Keys that Telegraf or InfluxDB use themselves get a {@code _} behind them.
 */
final class InfluxTags implements TagRules {

  InfluxTags() {}

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
