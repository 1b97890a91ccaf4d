package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.PendingValues;

/** Timers with one value a line: {@code name:12.35|ms|@0.5}. Every StatsD server reads them. */
/*
 * Why one value a line
 *
 * Only the reference server and Telegraf read several groups (v|ms:v|ms); brubeck and collectd lose
 * the line. gostatsd reads packed values (v:v|ms) and adds 1/rate to its count once for all of them
 * (atlassian/gostatsd metric_map.go). One value a line is right everywhere.
 *
 * Why at most a hundred values
 *
 * These servers scale only their count by the rate; for mean, sum and percentiles each received
 * value counts once (statsd/statsd process_metrics.js, brubeck histogram.c, gostatsd aggregator.go).
 * So the values must have equal distances in rank, and their weights must not matter: a hundred
 * values at the quantiles 0.5 %, 1.5 %, ... 99.5 %. The i-th value that the server sorts is our
 * quantile of (i - 0.5) / 100. Up to a hundred recorded values are sent unchanged.
 *
 * The pending values are cut, from the lowest rank to the highest, into a hundred runs as equal as
 * the weights allow. The middle value of each run is sent with the run's length as its weight. The
 * lengths add up to the count, so the server's count is exact. A line that is lost leaves exactly
 * the ranks of its run for the next flush.
 *
 * Without rates
 *
 * collectd divides the value by the rate and counts it once (collectd statsd.c). It gets the values
 * alone: its percentiles, mean and extremes are right, and its count is the number of values sent.
 * The counters beside the histograms (.total) are exact there as well.
 */
final class SingleTimers implements HistogramForm {

  private static final byte[] TIMER = {'|', 'm', 's'};
  private static final byte[] HISTOGRAM = {'|', 'h'};
  private static final byte[] RATE = {'|', '@'};
  private static final int MOST_VALUES = 100;

  private final EvenWeights weights = new EvenWeights();
  private final boolean withRates;
  private final boolean knowsHistograms;

  /**
   * With rates: a rate scales the server's count and nothing else. Knows histograms: the server
   * treats {@code h} like {@code ms}; the reference server takes it for a counter.
   */
  SingleTimers(boolean withRates, boolean knowsHistograms) {
    this.withRates = withRates;
    this.knowsHistograms = knowsHistograms;
  }

  @Override
  public boolean write(HistogramEncoder series, PendingValues pending, LineSink sink) {
    weights.cut(pending.count(), (int) Math.min(pending.count(), MOST_VALUES));
    long from = 0;
    while (weights.hasNext()) {
      long weight = weights.next();
      writeLine(series, pending, from, weight, sink.begin());
      from += weight;
      if (!sink.end()) {
        return false;
      }
    }
    return true;
  }

  private void writeLine(
      HistogramEncoder series, PendingValues pending, long from, long weight, Packet line) {
    line.text(series.text().prefix());
    line.approximate(pending.middle(from, from + weight) / series.divisor());
    line.text(series.isDuration() || !knowsHistograms ? TIMER : HISTOGRAM);
    if (weight > 1 && withRates) {
      line.text(RATE).text(weights.rate(weight));
    }
    line.text(series.text().suffix());
    line.lineContent().add(series, pending, from, from + weight);
  }
}
