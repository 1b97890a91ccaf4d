package io.athena.apm.exporters.prometheus;

import io.athena.apm.exporters.protobuf.ProtobufMessage;
import io.athena.apm.exporters.protobuf.ScaledBuckets;
import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.PendingValues;
import io.athena.apm.metrics.Sample;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Pages in Prometheus' protobuf format, with native histograms. Each family is a message {@code
 * io.prometheus.client.MetricFamily} with its length before it. Source: client_model,
 * metrics.proto.
 */
final class ProtobufPage implements PageWriter {

  private static final int COUNTER = 0;
  private static final int GAUGE = 1;
  private static final int HISTOGRAM = 4;

  private final PageLayout layout;
  private final PendingValues values = new PendingValues();
  private final ScaledBuckets buckets = new ScaledBuckets();
  private ProtobufMessage page = new ProtobufMessage();

  /** With a layout of its own. */
  ProtobufPage(PageLayout layout) {
    this.layout = layout;
  }

  /** Labels as fields of a message {@code Metric}. */
  static byte[] labels(Map<String, String> labels) {
    ProtobufMessage metric = new ProtobufMessage();
    labels.forEach(
        (key, value) -> {
          int label = metric.begin(1);
          metric.text(1, key).text(2, value);
          metric.end(label);
        });
    return metric.toByteArray();
  }

  @Override
  public void write(List<Sample> samples, OutputStream out) throws IOException {
    for (MetricFamily family : layout.families(samples)) {
      page.clear();
      add(family, samples);
      page.writeTo(out);
      if (page.size() > PageBuffer.LARGEST_KEPT) {
        page = new ProtobufMessage();
      }
    }
  }

  private void add(MetricFamily family, List<Sample> samples) {
    Metric metric = family.metric();
    int message = page.beginDelimited();
    page.text(1, PrometheusNames.sample(metric));
    page.text(2, PrometheusNames.help(metric));
    page.number(
        3,
        switch (metric.type()) {
          case COUNTER -> COUNTER;
          case GAUGE -> GAUGE;
          case HISTOGRAM -> HISTOGRAM;
        });
    double divisor = metric.unit().baseDivisor();
    for (MetricFamily.Labeled series : family.series()) {
      add(series.labels(), samples.get(series.sample()), divisor);
    }
    page.end(message);
  }

  private void add(byte[] labels, Sample sample, double divisor) {
    int message = page.begin(4);
    page.fields(labels);
    if (sample instanceof Sample.Value gauge) {
      value(2, gauge.value() / divisor);
    } else if (sample instanceof Sample.Count count) {
      value(3, count.total() / divisor);
    } else if (sample instanceof Sample.Recorded recorded) {
      histogram(recorded, divisor);
    }
    page.end(message);
  }

  private void value(int field, double value) {
    int message = page.begin(field);
    page.real(1, value);
    page.end(message);
  }

  private void histogram(Sample.Recorded recorded, double divisor) {
    values.load(recorded.distribution(), Distribution.EMPTY);
    int histogram = page.begin(7);
    page.number(1, values.count()).real(2, values.sum() / divisor);
    NativeBuckets.write(buckets.load(values, divisor), page);
    page.end(histogram);
  }
}
