package io.athena.apm.exporters.statsd;

/**
 * Timers of Telegraf: {@code name,env=prod:12.35|ms|@0.5:13.62|ms|@0.5}, and {@code h} for what is
 * no duration. It repeats a value as often as its rate says, so count and sum come out right, and
 * quantiles as far as {@link TelegrafRounds} can help it.
 */
final class GroupedTimers implements HistogramForm {

  private static final byte[] TIMER = {'|', 'm', 's'};
  private static final byte[] HISTOGRAM = {'|', 'h'};
  private static final int LONGEST_GROUP =
      1 + Digits.LONGEST + TIMER.length + TruncatedRates.LONGEST;

  private final TelegrafRounds rounds = new TelegrafRounds();

  GroupedTimers() {}

  @Override
  public boolean write(HistogramSeries series, Interval interval, LineSink sink) {
    rounds.load(interval.count());
    while (rounds.hasNext()) {
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
    while (rounds.hasNext() && hasRoom(line, series)) {
      writeGroup(series, interval, line.text(':'));
    }
    line.text(series.text().suffix());
  }

  private void writeGroup(HistogramSeries series, Interval interval, LineBuffer line) {
    line.approximate(interval.middle(rounds.runFrom(), rounds.runTo()) / series.divisor());
    line.text(series.duration() ? TIMER : HISTOGRAM);
    TruncatedRates.write(rounds.to() - rounds.from(), line);
    interval.carry(rounds.from(), rounds.to(), series.delivered(), line.carried());
    rounds.advance();
  }

  private static boolean hasRoom(LineBuffer line, HistogramSeries series) {
    return line.hasRoomFor(LONGEST_GROUP + series.text().suffix().length);
  }
}
