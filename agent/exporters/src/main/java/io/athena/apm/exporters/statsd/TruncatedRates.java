package io.athena.apm.exporters.statsd;

/** Rates for receivers that count a value {@code int(1/rate)} times: Datadog's Agent, Telegraf. */
/*
 * How a weight of n becomes a rate
 *
 * The reciprocal of the printed rate must not be below n, not even by a rounding error: 1/6 printed
 * as 0.166667 counts 5. Rounding 1/n down to nine digits keeps the reciprocal in [n, n + 1) for every n up to
 * 31,000, but where 1/n has at most nine digits the double nearest to it may lie above: 0.00032 is
 * 1/3125 and counts 3124. In this case one billionth less is printed. Up to 10,000 a sum that uses
 * 1/rate unrounded is within 0.001 %; larger weights take fifteen digits, which both numbers of the
 * division still represent exactly as doubles.
 */
final class TruncatedRates {

  static final long HEAVIEST = 10_000_000;

  private static final long SHORT_UP_TO = 10_000;
  private static final int SHORT = 9;
  private static final long SHORT_SCALE = 1_000_000_000;
  private static final int LONG = 15;
  private static final long LONG_SCALE = 1_000_000_000_000_000L;
  private static final byte[] RATE = {'|', '@', '0'};

  /** The most bytes of a rate, with the text before it. */
  static final int LONGEST = RATE.length + 1 + LONG;

  private TruncatedRates() {}

  /** Appends {@code |@0.25}; nothing for a weight of 1. */
  static void write(long weight, Packet line) {
    if (weight > 1) {
      line.text(RATE).fraction(rate(weight), decimals(weight));
    }
  }

  /** The rate for which a receiver counts a value that often, as digits after the point. */
  static long rate(long weight) {
    long scale = weight > SHORT_UP_TO ? LONG_SCALE : SHORT_SCALE;
    long rate = scale / weight;
    return (long) (1 / (rate / (double) scale)) < weight ? rate - 1 : rate;
  }

  /** The number of these digits. */
  static int decimals(long weight) {
    return weight > SHORT_UP_TO ? LONG : SHORT;
  }
}
