package io.athena.apm.exporters.otlp;

import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Series;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What the receiver has of each series, for the temporality delta: the next point has what is new
 * since. A point that was not sent is part of the next one.
 */
final class SentTotals {

  /** What was sent of one series, and up to when, in nanoseconds of the epoch. */
  static final class Sent {

    private long total;
    private Distribution distribution = Distribution.EMPTY;
    private long until;

    long total() {
      return total;
    }

    Distribution distribution() {
      return distribution;
    }

    long until() {
      return until;
    }

    private void set(Sample sample, long time) {
      until = time;
      if (sample instanceof Sample.Count count) {
        total = count.total();
      } else if (sample instanceof Sample.Recorded recorded) {
        distribution = recorded.distribution();
      }
    }

    private boolean isNew(Sample sample) {
      return sample instanceof Sample.Count count
          ? count.total() != total
          : sample instanceof Sample.Recorded recorded
              && recorded.distribution().count() != distribution.count();
    }
  }

  private final Map<Series, Sent> bySeries = new WeakHashMap<>();
  private long previous;
  private long now;

  /** Nothing was sent, up to the start. */
  SentTotals(long start) {
    previous = start;
    now = start;
  }

  /** A snapshot was taken. A series that it has for the first time began after the one before. */
  void begin(long time) {
    previous = now;
    now = time;
  }

  /** What was sent of a series. */
  Sent of(Sample sample) {
    Sent sent = bySeries.get(sample.series());
    if (sent == null) {
      sent = new Sent();
      sent.until = previous;
      bySeries.put(sample.series(), sent);
    }
    return sent;
  }

  /** Whether a series has something new; one that has nothing is up to date. */
  boolean isNew(Sample sample) {
    Sent sent = of(sample);
    boolean isNew = sent.isNew(sample);
    if (!isNew) {
      sent.until = now;
    }
    return isNew;
  }

  /** The receiver has a sample. */
  void sent(Sample sample) {
    of(sample).set(sample, now);
  }
}
