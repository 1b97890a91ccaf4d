package io.athena.apm.exporters.prometheus;

import io.athena.apm.metrics.Metric;
import java.util.ArrayList;
import java.util.List;

/**
 * The series with one name in Prometheus. Their samples stand together on a page, and each set of
 * labels occurs once.
 */
final class MetricFamily {

  /**
   * One series.
   *
   * @param sample the index of its sample in the snapshot
   * @param labels in the format of the page
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Labeled(int sample, byte[] labels) {}

  private final Metric metric;
  private final List<Labeled> series = new ArrayList<>();

  /** Without series. */
  MetricFamily(Metric metric) {
    this.metric = metric;
  }

  void add(int sample, byte[] labels) {
    series.add(new Labeled(sample, labels));
  }

  Metric metric() {
    return metric;
  }

  List<Labeled> series() {
    return series;
  }
}
