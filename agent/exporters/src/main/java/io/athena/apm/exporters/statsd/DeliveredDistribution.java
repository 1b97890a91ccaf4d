package io.athena.apm.exporters.statsd;

import io.athena.apm.core.metrics.Distribution;

/**
 * How often each value of a histogram has gone out. Used by one thread at a time.
 *
 * <p>Not a {@link Distribution} of the last flush: a histogram can need several packets of which
 * only some arrive, and then what is left is no instant's distribution.
 */
public final class DeliveredDistribution implements Delivered {

  private final PackedCounts packed = new PackedCounts();
  private final BucketCounts counts;
  private long count;

  /**
   * Nothing has gone out yet.
   *
   * @param counts room for the counts of one histogram, shared by all histograms of an exporter
   */
  public DeliveredDistribution(BucketCounts counts) {
    this.counts = counts;
  }

  /** Puts what is in a distribution and has not gone out into an interval. */
  public void subtractFrom(Distribution recorded, Interval interval) {
    counts.open(packed);
    counts.learn(recorded);
    interval.clear();
    for (int i = 0; i < recorded.size(); i++) {
      interval.add(recorded.value(i), recorded.count(i) - counts.count(i));
    }
  }

  /** How many values have gone out. */
  public long count() {
    return count;
  }

  /** All of a distribution has gone out, and nothing else. */
  public void become(Distribution recorded) {
    count = recorded.count();
    counts.open(packed);
    counts.become(recorded);
  }

  @Override
  public void add(double value, long amount) {
    count += amount;
    counts.open(packed);
    counts.add(Distribution.bucketOf(value), amount);
  }
}
