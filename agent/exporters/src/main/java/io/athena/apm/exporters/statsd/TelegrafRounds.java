package io.athena.apm.exporters.statsd;

/**
 * In which order, and with which weights, the pending values of a histogram leave for Telegraf.
 * Read once from front to back, then reused.
 */
/*
 * Why not simply from the lowest to the highest
 *
 * Telegraf counts every repetition of a value, but keeps a thousand of them (influxdata/telegraf
 * plugins/inputs/statsd/running_stats.go): for the median the last thousand, for percentiles the
 * first thousand, each further one at a random place of it. What came last counts most. With 10,000
 * values in ascending order the median would be our 95th percentile.
 *
 * So the hundred runs of the pending values (each sent as the value in its middle) leave in a mixed order,
 * and those that stand for more than ten values leave in parts: first what is left over, then rounds
 * with ten of each run, a thousand values each. The last round is all that the median sees; after
 * three of them a place in the percentiles' thousand still holds a value from before with a chance of
 * e^-3, 5 %.
 */
final class TelegrafRounds {

  private static final int MOST_RUNS = 100;
  private static final int WEIGHT_IN_ROUND = 10;
  private static final int MOST_ROUNDS = 3;

  /** Far from 0, and without a common divisor with a hundred: every run once, neighbours apart. */
  private static final int STRIDE = 37;

  private long count;
  private long runs;
  private long rounds;
  private long round;
  private long step;

  /** Starts again with the ranks from 0 to below a count that is positive. */
  void load(long newCount) {
    count = newCount;
    runs = Math.max(Math.min(newCount, MOST_RUNS), newCount / TruncatedRates.HEAVIEST + 1);
    rounds = Math.min(MOST_ROUNDS, (newCount - 1) / (MOST_RUNS * WEIGHT_IN_ROUND));
    round = rounds;
    step = 0;
    skipEmpty();
  }

  /** Whether a part is left. */
  boolean hasNext() {
    return round >= 0;
  }

  /** The first rank of the run that the next part is of. */
  long runFrom() {
    return run() * count / runs;
  }

  /** The rank after the last of that run. */
  long runTo() {
    return (run() + 1) * count / runs;
  }

  /** The first rank of the next part. */
  long from() {
    return round == rounds ? runFrom() : to() - WEIGHT_IN_ROUND;
  }

  /** The rank after the last of the next part. */
  long to() {
    return runTo() - round * WEIGHT_IN_ROUND;
  }

  /** Goes on to the part after the next. */
  void advance() {
    step++;
    skipEmpty();
  }

  private void skipEmpty() {
    while (round >= 0 && (step == runs || from() == to())) {
      boolean roundIsOver = step == runs;
      round -= roundIsOver ? 1 : 0;
      step = roundIsOver ? 0 : step + 1;
    }
  }

  private long run() {
    return runs == MOST_RUNS ? step * STRIDE % MOST_RUNS : step;
  }
}
