package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.PendingValues;

/** DogStatsD distributions, protocol 1.1: {@code name:12.35:13.62|d|@0.25|#env:prod}. */
/*
 * A bucket with n values is sent as one value with the rate 1/n, and the Agent counts it
 * int64(1/rate) times (datadog-agent pkg/metrics/histogram.go). The largest weight is 10,000, for
 * which the Agent's sum, which uses 1/rate unrounded, is still within 0.001 %; a larger count is
 * written as several values. A test covers every n up to 100,000.
 *
 * Values of the same weight share a line, because type, rate and tags of a line apply to all of its
 * values. Most buckets of a histogram have one or a few values, so there are few weights.
 * Protocol 1.0 has no packing: a line for each value.
 */
final class PackedValues implements HistogramForm {

  private static final byte[] TYPE = {'|', 'd'};

  /** The bytes of one more value and of the text after all values, without the tags. */
  private static final int LONGEST_REST = 1 + Digits.LONGEST + TYPE.length + TruncatedRates.LONGEST;

  static final long HEAVIEST = 10_000;

  private static final long NONE = Long.MAX_VALUE;

  private final boolean packs;

  PackedValues(boolean packs) {
    this.packs = packs;
  }

  // There are few different weights, so each is found by a pass over all values. Sorting would
  // allocate, and the athena-apm thread allocates nothing for a line.
  @Override
  public boolean write(HistogramEncoder series, PendingValues pending, LineSink sink) {
    for (long weight = nextWeight(0, pending); weight < NONE; ) {
      if (!writeLines(weight, series, pending, sink)) {
        return false;
      }
      weight = nextWeight(weight, pending);
    }
    return true;
  }

  private boolean writeLines(
      long weight, HistogramEncoder series, PendingValues pending, LineSink sink) {
    Packet line = null;
    for (int i = 0; i < pending.size(); i++) {
      for (long times = times(pending.count(i), weight); times > 0; times--) {
        if (line != null && !(packs && hasRoom(line, series))) {
          if (!endLine(weight, series, line, sink)) {
            return false;
          }
          line = null;
        }
        line = line == null ? sink.begin().text(series.text().prefix()) : line.text(':');
        line.approximate(pending.value(i) / series.divisor());
        line.lineContent().add(series, pending.bucket(i), weight);
      }
    }
    return line == null || endLine(weight, series, line, sink);
  }

  private static boolean endLine(long weight, HistogramEncoder series, Packet line, LineSink sink) {
    TruncatedRates.write(weight, line.text(TYPE));
    line.text(series.text().suffix());
    return sink.end();
  }

  private static boolean hasRoom(Packet line, HistogramEncoder series) {
    return line.couldHold(LONGEST_REST + series.text().suffix().length);
  }

  /** The smallest weight above another one; {@link #NONE} after the last. */
  private static long nextWeight(long weight, PendingValues pending) {
    long next = NONE;
    for (int i = 0; i < pending.size(); i++) {
      long count = pending.count(i);
      long rest = count % HEAVIEST;
      if (rest > weight) {
        next = Math.min(next, rest);
      } else if (count >= HEAVIEST && weight < HEAVIEST) {
        next = Math.min(next, HEAVIEST);
      }
    }
    return next;
  }

  /** How many values of a weight a count is written as. */
  private static long times(long count, long weight) {
    if (weight == HEAVIEST) {
      return count / HEAVIEST;
    }
    return count % HEAVIEST == weight ? 1 : 0;
  }
}
