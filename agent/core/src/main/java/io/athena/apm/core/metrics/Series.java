package io.athena.apm.core.metrics;

/**
 * One metric with one set of tags. Compared by identity, so that an exporter can keep what it last
 * sent of it in a map; weakly, because a gauge that nobody sets any more is forgotten.
 */
public final class Series {

  private final Metric metric;
  private final Tags tags;

  Series(Metric metric, Tags tags) {
    this.metric = metric;
    this.tags = tags;
  }

  /** The metric. */
  public Metric metric() {
    return metric;
  }

  /** The tags, without the constant ones that every series of the JVM carries. */
  public Tags tags() {
    return tags;
  }

  @Override
  public String toString() {
    return metric + "{" + tags + "}";
  }
}
