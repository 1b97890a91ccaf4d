package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Unit;

/** How the increments of a counter are written. */
enum CounterForm {
  /** A whole number of things. */
  WHOLE(""),
  /** Billionths as a decimal. */
  DECIMAL(""),
  /** Billionths as a whole number of millionths, for servers that cut fractions off. */
  MILLIONTHS(".micros");

  private static final int DECIMALS = 9;
  private static final long WHOLE_OF_BILLIONTHS = 1_000_000_000;
  private static final long BILLIONTHS_OF_MILLIONTH = 1_000;

  private final String nameEnd;

  CounterForm(String nameEnd) {
    this.nameEnd = nameEnd;
  }

  static CounterForm of(Unit unit, boolean cutsFractions) {
    if (unit != Unit.BILLIONTHS) {
      return WHOLE;
    }
    return cutsFractions ? MILLIONTHS : DECIMAL;
  }

  /** What the metric's name ends with on the wire. */
  String nameEnd() {
    return nameEnd;
  }

  /** The part of an increment that can be written; the rest waits for more. */
  long sendable(long amount) {
    return this == MILLIONTHS ? amount - amount % BILLIONTHS_OF_MILLIONTH : amount;
  }

  void write(long amount, Packet line) {
    switch (this) {
      case WHOLE -> line.whole(amount);
      case DECIMAL ->
          line.whole(amount / WHOLE_OF_BILLIONTHS).fraction(amount % WHOLE_OF_BILLIONTHS, DECIMALS);
      case MILLIONTHS -> line.whole(amount / BILLIONTHS_OF_MILLIONTH);
    }
  }
}
