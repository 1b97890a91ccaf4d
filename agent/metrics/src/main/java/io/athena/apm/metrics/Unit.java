package io.athena.apm.metrics;

/** The unit of a metric's values. */
public enum Unit {
  /** Recorded in nanoseconds; StatsD gets milliseconds. */
  NANOSECONDS("ms"),
  /** Milliseconds, recorded as such. */
  MILLISECONDS("ms"),
  /** Bytes. */
  BYTES("bytes"),
  /** A share between 0 and 1. */
  RATIO("ratio"),
  /** Money, recorded in billionths of the currency that a tag names. */
  BILLIONTHS("currency"),
  /** A number of things. */
  COUNT("");

  private final String symbol;

  Unit(String symbol) {
    this.symbol = symbol;
  }

  /** The unit's symbol for values that have left the agent; empty for plain numbers. */
  public String symbol() {
    return symbol;
  }

  /** The divisor of recorded values when they leave the agent. */
  public double divisor() {
    return switch (this) {
      case NANOSECONDS -> 1e6;
      case BILLIONTHS -> 1e9;
      default -> 1;
    };
  }

  /** The divisor of recorded values where they leave in base units: seconds, bytes, currency. */
  public double baseDivisor() {
    return switch (this) {
      case NANOSECONDS, BILLIONTHS -> 1e9;
      case MILLISECONDS -> 1e3;
      case BYTES, RATIO, COUNT -> 1;
    };
  }
}
