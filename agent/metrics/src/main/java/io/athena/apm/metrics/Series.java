package io.athena.apm.metrics;

/**
 * One metric with one set of tags. Compared by identity. An exporter keeps its state of a series in
 * a weak map: series of gauges that are not set any more are removed.
 */
public final class Series {

  private final Metric metric;
  private final Tags tags;

  Series(Metric metric, Tags tags) {
    this.metric = metric;
    this.tags = tags;
  }

  /** The same series under another name of its metric, for an exporter that has to change it. */
  public Series named(String name) {
    return new Series(metric.named(name), tags);
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
