package io.athena.apm.command.statsd;

import java.util.Locale;
import java.util.function.Function;

/** A receiver's syntax. The names are those of the setting {@code statsd.dialect} and one more. */
public enum Dialect {
  /** The reference server, brubeck, netdata and others without tags. */
  PLAIN(PlainLine::parse),
  /** collectd. */
  COLLECTD(PlainLine::parseForCollectd),
  /** The reference server that writes to Graphite 1.1. */
  GRAPHITE(GraphiteLine::parse),
  /** Telegraf. */
  INFLUX(TelegrafLine::parse),
  /** gostatsd. */
  NEWRELIC(GostatsdLine::parse),
  /** The Datadog Agent. */
  DOGSTATSD(DogStatsdLine::parse),
  /** Telegraf with {@code datadog_extensions = true}. */
  TELEGRAF_DATADOG(TelegrafLine::parseWithExtensions);

  @SuppressWarnings("ImmutableEnumChecker") // A method reference has no state.
  private final Function<LineText, StatsdLine> parser;

  Dialect(Function<LineText, StatsdLine> parser) {
    this.parser = parser;
  }

  /** Reads one line, without its newline, which is a metric; throws {@link MalformedLine}. */
  public StatsdLine parse(String line) {
    return parser.apply(LineText.of(line));
  }

  /** As {@link #parse}; in DogStatsD the line may be an event or a service check. */
  public Message read(String line) {
    LineText text = LineText.of(line);
    if (this == DOGSTATSD && line.startsWith(Event.SYMBOL + "{")) {
      return Event.parse(text);
    }
    return this == DOGSTATSD && line.startsWith(ServiceCheck.SYMBOL + "|")
        ? ServiceCheck.parse(text)
        : parser.apply(text);
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
