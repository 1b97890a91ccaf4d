package io.athena.apm.exporters.statsd;

/** Timers of the reference server: {@code name:12.35|ms|@0.5:13.62|ms|@0.5}. */
/*
 * Why at most a hundred values
 *
 * The reference server scales only its count by the rate; mean, sum and percentiles come from the
 * values as received, each counting once (statsd/statsd process_metrics.js). So the values must be
 * spread evenly over the ranks, and how heavy each is must not matter: a hundred values at the
 * quantiles 0.5 %, 1.5 %, ... 99.5 %. The i-th value that the server sorts is our quantile of
 * (i - 0.5) / 100. Up to a hundred recorded values leave as they are.
 *
 * Each value stands for its neighbours: the interval is cut, from the lowest rank to the highest,
 * into a hundred runs as equal as the weights allow, and the middle of each run is sent with the
 * run's length as its weight. The lengths add up to the count, so the server's count is exact, and
 * servers that do repeat a value by its weight (Telegraf) see the same distribution. What a line
 * carries is its runs, so a line that gets lost leaves exactly its own ranks for the next flush.
 */
final class ResampledGroups implements HistogramForm {

  private static final byte[] TYPE = {'|', 'm', 's'};
  private static final byte[] RATE = {'|', '@'};
  private static final int MOST_VALUES = 100;
  private static final int LONGEST_RATE = 40;
  private static final int LONGEST_GROUP =
      1 + Digits.LONGEST + TYPE.length + RATE.length + LONGEST_RATE;

  private final EvenWeights weights = new EvenWeights();
  private final ExactRates rates = new ExactRates();

  @Override
  public boolean write(HistogramSeries series, Interval interval, LineSink sink) {
    weights.cut(interval.count(), (int) Math.min(interval.count(), MOST_VALUES));
    while (weights.hasNext()) {
      writeLine(series, interval, sink.begin());
      if (!sink.end()) {
        return false;
      }
    }
    return true;
  }

  private void writeLine(HistogramSeries series, Interval interval, LineBuffer line) {
    line.text(series.text().prefix());
    writeGroup(series, interval, line);
    while (weights.hasNext() && hasRoom(line, series)) {
      writeGroup(series, interval, line.text(':'));
    }
    line.text(series.text().suffix());
  }

  private void writeGroup(HistogramSeries series, Interval interval, LineBuffer line) {
    long weight = weights.next();
    double value = interval.takeLowest(weight, series.delivered(), line.carried());
    line.approximate(value / series.divisor()).text(TYPE);
    if (weight > 1) {
      line.text(RATE).text(rates.text(weight));
    }
  }

  private static boolean hasRoom(LineBuffer line, HistogramSeries series) {
    return line.hasRoomFor(LONGEST_GROUP + series.text().suffix().length);
  }
}
