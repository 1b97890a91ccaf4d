package io.athena.apm.command.statsd;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who reads the lines; named as in the setting {@code statsd.dialect}, and one more. */
public enum Dialect {
  /** The reference server, brubeck, netdata and what else knows no tags. */
  PLAIN,
  /** collectd. */
  COLLECTD,
  /** The reference server that writes to Graphite 1.1. */
  GRAPHITE,
  /** Telegraf. */
  INFLUX,
  /** gostatsd. */
  NEWRELIC,
  /** The Datadog Agent. */
  DOGSTATSD,
  /** Telegraf with {@code datadog_extensions = true}. */
  TELEGRAF_DATADOG;

  /**
   * Reads one line, without its newline, which is a metric.
   *
   * @throws MalformedLine with the rule that it breaks
   */
  public StatsdLine parse(String line) {
    return switch (this) {
      case PLAIN -> PlainLine.parse(line);
      case COLLECTD -> CollectdLine.parse(line);
      case GRAPHITE -> GraphiteLine.parse(line);
      case INFLUX -> TelegrafLine.parse(line);
      case NEWRELIC -> GostatsdLine.parse(line);
      case DOGSTATSD -> DogStatsdLine.parse(line);
      case TELEGRAF_DATADOG -> TelegrafLine.parseWithExtensions(line);
    };
  }

  /**
   * Reads one line, without its newline, which in DogStatsD may be an event or a service check.
   *
   * @throws MalformedLine with the rule that it breaks
   */
  public Message read(String line) {
    if (this == DOGSTATSD && line.startsWith(Event.SYMBOL + "{")) {
      return Event.parse(line);
    }
    return this == DOGSTATSD && line.startsWith(ServiceCheck.SYMBOL + "|")
        ? ServiceCheck.parse(line)
        : parse(line);
  }

  /** The one of this name; empty where there is none. */
  public static Optional<Dialect> named(String name) {
    return Stream.of(values()).filter(dialect -> dialect.toString().equals(name)).findFirst();
  }

  /** As on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
