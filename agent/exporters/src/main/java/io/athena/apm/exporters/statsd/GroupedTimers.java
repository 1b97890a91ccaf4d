package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.PendingValues;

/**
 * Timers for Telegraf: {@code name,env=prod:12.35|ms|@0.5:13.62|ms|@0.5}, and {@code h} for values
 * that are no durations. Telegraf repeats a value as often as its rate says, so its count and its
 * sum are right.
 */
/*
 * Why the values are not written in ascending order
 *
 * Telegraf counts every repetition of a value, but keeps a thousand of them (influxdata/telegraf
 * plugins/inputs/statsd/running_stats.go): for the median the last thousand, for percentiles the
 * first thousand, in which each further value replaces a random one. The values that come last count
 * most: with 10,000 values in ascending order the median would be our 95th percentile.
 *
 * So the pending values are cut into a hundred runs, each sent as the value in its middle. The runs
 * are written in a mixed order, and a run of more than ten values in parts: first what is left over,
 * then rounds with ten of each run, a thousand values each. The median depends on the last round
 * only; after three rounds a place in the percentiles' thousand still has an older value with a
 * probability of e^-3, 5 %.
 */
final class GroupedTimers implements HistogramForm {

  private static final byte[] TIMER = {'|', 'm', 's'};
  private static final byte[] HISTOGRAM = {'|', 'h'};
  private static final int LONGEST_GROUP =
      1 + Digits.LONGEST + TIMER.length + TruncatedRates.LONGEST;

  private static final int MOST_RUNS = 100;
  private static final int WEIGHT_IN_ROUND = 10;
  private static final int MOST_ROUNDS = 3;

  /** Has no common divisor with a hundred, so that each run comes once and neighbours apart. */
  private static final int STRIDE = 37;

  @Override
  public boolean write(HistogramEncoder series, PendingValues pending, LineSink sink) {
    long count = pending.count();
    long runs = Math.max(Math.min(count, MOST_RUNS), count / TruncatedRates.HEAVIEST + 1);
    long rounds = Math.min(MOST_ROUNDS, (count - 1) / (MOST_RUNS * WEIGHT_IN_ROUND));
    Packet line = null;
    for (long part = 0; part < (rounds + 1) * runs; part++) {
      long run = runs == MOST_RUNS ? part * STRIDE % MOST_RUNS : part % runs;
      long runFrom = run * count / runs;
      long runTo = (run + 1) * count / runs;
      long round = rounds - part / runs;
      long to = runTo - round * WEIGHT_IN_ROUND;
      long from = round == rounds ? runFrom : to - WEIGHT_IN_ROUND;
      if (from < to) {
        if (line != null && !hasRoom(line, series)) {
          if (!endLine(series, line, sink)) {
            return false;
          }
          line = null;
        }
        line = line == null ? sink.begin().text(series.text().prefix()) : line.text(':');
        line.approximate(pending.middle(runFrom, runTo) / series.divisor());
        TruncatedRates.write(to - from, line.text(series.isDuration() ? TIMER : HISTOGRAM));
        line.lineContent().add(series, pending, from, to);
      }
    }
    return endLine(series, line, sink);
  }

  private static boolean hasRoom(Packet line, HistogramEncoder series) {
    return line.couldHold(LONGEST_GROUP + series.text().suffix().length);
  }

  private static boolean endLine(HistogramEncoder series, Packet line, LineSink sink) {
    line.text(series.text().suffix());
    return sink.end();
  }
}
