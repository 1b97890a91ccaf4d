package io.athena.apm.exporters.statsd;

/** DogStatsD distributions, protocol 1.1: {@code name:12.35:13.62|d|@0.25|#env:prod}. */
/*
 * How a count of n becomes a rate
 *
 * A bucket that was hit n times leaves as one value with the rate 1/n, and the Agent counts it
 * int64(1/rate) times (datadog-agent pkg/metrics/histogram.go). So the reciprocal of what we print
 * must not fall under n, by however little: 1/6 printed as 0.166667 counts 5. Rounding 1/n down to
 * nine digits keeps the reciprocal in [n, n + 1) for every n up to 31,000, but where 1/n has at most
 * nine digits the double nearest to it may lie above: 0.00032 is 1/3125 and counts 3124. There one
 * billionth less is printed. We stop at 10,000, where the Agent's sum, which uses 1/rate unrounded,
 * is still within 0.001 %; a larger count is written as several values. All of this is tested for
 * every n up to 100,000.
 *
 * Values of the same weight share a line, because type, rate and tags of a line hold for all of its
 * values. Most buckets of a histogram are hit once or a few times, so there are few weights.
 */
final class PackedValues implements HistogramForm {

  private static final byte[] TYPE = {'|', 'd'};
  private static final byte[] RATE = {'|', '@', '0'};
  private static final int RATE_DIGITS = 9;
  private static final long RATE_SCALE = 1_000_000_000;
  private static final int BEHIND_VALUES = TYPE.length + RATE.length + 1 + RATE_DIGITS;

  /** The largest weight that one value may have. */
  static final long HEAVIEST = 10_000;

  private final WeightedParts parts = new WeightedParts(HEAVIEST);

  @Override
  public boolean write(HistogramSeries series, Interval interval, LineSink sink) {
    parts.load(interval);
    while (parts.hasNext()) {
      writeLine(series, sink.begin());
      if (!sink.end()) {
        return false;
      }
    }
    return true;
  }

  private void writeLine(HistogramSeries series, LineBuffer line) {
    long weight = parts.weight();
    writeValue(series, line.text(series.text().prefix()));
    while (parts.hasNext() && parts.weight() == weight && hasRoom(line, series)) {
      writeValue(series, line.text(':'));
    }
    line.text(TYPE);
    if (weight > 1) {
      line.text(RATE).fraction(rate(weight), RATE_DIGITS);
    }
    line.text(series.text().suffix());
  }

  private void writeValue(HistogramSeries series, LineBuffer line) {
    line.approximate(parts.value() / series.divisor());
    line.carried().add(series.delivered(), parts.value(), parts.weight());
    parts.advance();
  }

  /** The rate, in billionths, that makes the Agent count a value so many times. */
  static long rate(long weight) {
    long rate = RATE_SCALE / weight;
    return (long) (1 / (rate / (double) RATE_SCALE)) < weight ? rate - 1 : rate;
  }

  private static boolean hasRoom(LineBuffer line, HistogramSeries series) {
    return line.hasRoomFor(1 + Digits.LONGEST + BEHIND_VALUES + series.text().suffix().length);
  }
}
