package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.PendingValues;

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
  public boolean write(HistogramEncoder series, PendingValues pending, LineSink sink) {
    rounds.load(pending.count());
    while (rounds.hasNext()) {
      writeLine(series, pending, sink.begin());
      if (!sink.end()) {
        return false;
      }
    }
    return true;
  }

  private void writeLine(HistogramEncoder series, PendingValues pending, Packet line) {
    line.text(series.text().prefix());
    writeGroup(series, pending, line);
    while (rounds.hasNext() && hasRoom(line, series)) {
      writeGroup(series, pending, line.text(':'));
    }
    line.text(series.text().suffix());
  }

  private void writeGroup(HistogramEncoder series, PendingValues pending, Packet line) {
    line.approximate(pending.middle(rounds.runFrom(), rounds.runTo()) / series.divisor());
    line.text(series.isDuration() ? TIMER : HISTOGRAM);
    TruncatedRates.write(rounds.to() - rounds.from(), line);
    line.lineContent().add(series, pending, rounds.from(), rounds.to());
    rounds.advance();
  }

  private static boolean hasRoom(Packet line, HistogramEncoder series) {
    return line.couldHold(LONGEST_GROUP + series.text().suffix().length);
  }
}
