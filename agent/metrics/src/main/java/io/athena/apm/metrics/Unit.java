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
}
