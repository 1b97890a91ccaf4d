package io.athena.apm.core.metrics;

/** What one unit of a metric's values is. */
public enum Unit {
  /** Recorded in nanoseconds; StatsD gets milliseconds. */
  NANOSECONDS("ms"),
  /** Milliseconds, recorded as such. */
  MILLISECONDS("ms"),
  /** Bytes. */
  BYTES("bytes"),
  /** A share between 0 and 1. */
  RATIO("ratio"),
  /** A number of things. */
  COUNT("");

  private final String symbol;

  Unit(String symbol) {
    this.symbol = symbol;
  }

  /** How the unit is shown to people once the value has left the agent; empty for plain numbers. */
  public String symbol() {
    return symbol;
  }

  /** By what recorded values are divided before they leave the agent. */
  public double divisor() {
    return this == NANOSECONDS ? 1e6 : 1;
  }
}
