package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.PendingValues;

/** DogStatsD distributions, protocol 1.1: {@code name:12.35:13.62|d|@0.25|#env:prod}. */
/*
 * A bucket that was hit n times leaves as one value with the rate 1/n, and the Agent counts it
 * int64(1/rate) times (datadog-agent pkg/metrics/histogram.go). A weight ends at 10,000, where the
 * Agent's sum, which uses 1/rate unrounded, is still within 0.001 %; a larger count is written as
 * several values. All of this is tested for every n up to 100,000.
 *
 * Values of the same weight share a line, because type, rate and tags of a line hold for all of its
 * values. Most buckets of a histogram are hit once or a few times, so there are few weights.
 * Protocol 1.0 has no packing: a line for each value.
 */
final class PackedValues implements HistogramForm {

  private static final byte[] TYPE = {'|', 'd'};
  private static final int BEHIND_VALUES = TYPE.length + TruncatedRates.LONGEST;

  /** The largest weight that one value may have. */
  static final long HEAVIEST = 10_000;

  private final WeightedParts parts = new WeightedParts(HEAVIEST);
  private final boolean packs;

  /**
   * Distributions.
   *
   * @param packs whether values may share a line
   */
  PackedValues(boolean packs) {
    this.packs = packs;
  }

  @Override
  public boolean write(HistogramEncoder series, PendingValues pending, LineSink sink) {
    parts.load(pending);
    while (parts.hasNext()) {
      writeLine(series, sink.begin());
      if (!sink.end()) {
        return false;
      }
    }
    return true;
  }

  private void writeLine(HistogramEncoder series, Packet line) {
    long weight = parts.weight();
    writeValue(series, line.text(series.text().prefix()));
    while (packs && parts.hasNext() && parts.weight() == weight && hasRoom(line, series)) {
      writeValue(series, line.text(':'));
    }
    line.text(TYPE);
    TruncatedRates.write(weight, line);
    line.text(series.text().suffix());
  }

  private void writeValue(HistogramEncoder series, Packet line) {
    line.approximate(parts.value() / series.divisor());
    line.lineContent().add(series, parts.bucket(), parts.weight());
    parts.advance();
  }

  private static boolean hasRoom(Packet line, HistogramEncoder series) {
    return line.couldHold(1 + Digits.LONGEST + BEHIND_VALUES + series.text().suffix().length);
  }
}
