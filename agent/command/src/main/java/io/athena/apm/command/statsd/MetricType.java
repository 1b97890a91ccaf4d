package io.athena.apm.command.statsd;

import java.util.Optional;
import java.util.stream.Stream;

/** The type of a metric in StatsD. */
public enum MetricType {
  /** A sum. */
  COUNTER("c"),
  /** A last value. */
  GAUGE("g"),
  /** Values in milliseconds, of which the server keeps the distribution. */
  TIMER("ms"),
  /** Distinct texts. */
  SET("s"),
  /** Values of which the Datadog Agent keeps the distribution. DogStatsD only. */
  HISTOGRAM("h"),
  /** Values of which Datadog's back end keeps the distribution. DogStatsD only. */
  DISTRIBUTION("d");

  private final String symbol;

  MetricType(String symbol) {
    this.symbol = symbol;
  }

  /** The type on the wire: c, g, ms, s, h, d. */
  public String symbol() {
    return symbol;
  }

  /** True for the types whose values have quantiles: ms, h, d. */
  public boolean isDistributed() {
    return this == TIMER || this == HISTOGRAM || this == DISTRIBUTION;
  }

  static Optional<MetricType> of(String symbol) {
    return Stream.of(values()).filter(type -> type.symbol.equals(symbol)).findFirst();
  }
}
