package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Distribution;
import java.util.Arrays;

/**
 * The values of one histogram of which only a part was sent. An exporter has one, for the histogram
 * whose packets are being sent. Used by one thread at a time.
 */
final class PartlySent {

  private final long[] counts = new long[Distribution.BUCKETS];
  private HistogramEncoder owner; // null for none
  private int first = counts.length;
  private int last;
  private long count;

  /** Adds a value of a histogram; returns the number of its values that are stored here. */
  long add(HistogramEncoder histogram, int bucket, long times) {
    if (owner != histogram) {
      release();
      owner = histogram;
    }
    counts[bucket] += times;
    count += times;
    first = Math.min(first, bucket);
    last = Math.max(last, bucket);
    return count;
  }

  long count(HistogramEncoder histogram) {
    return owner == histogram ? count : 0;
  }

  /** Moves the values to their histogram. Allocates; only after a packet or a line was lost. */
  void release() {
    if (owner != null) {
      owner.sent(Distribution.of(counts, 0));
      clear();
    }
  }

  void clear() {
    Arrays.fill(counts, Math.min(first, last), last + 1, 0);
    owner = null;
    first = counts.length;
    last = 0;
    count = 0;
  }
}
