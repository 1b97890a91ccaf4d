package io.athena.apm.exporters.prometheus;

import io.athena.apm.exporters.protobuf.ProtobufMessage;
import io.athena.apm.exporters.protobuf.ScaledBuckets;
import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.PendingValues;
import io.athena.apm.metrics.Sample;
import java.util.Map;

/**
 * A page in Prometheus' protobuf format, with native histograms. Each family is a message {@code
 * io.prometheus.client.MetricFamily} with its length before it. Source: client_model,
 * metrics.proto.
 */
final class ProtobufPage {

  private static final int COUNTER = 0;
  private static final int GAUGE = 1;
  private static final int HISTOGRAM = 4;

  private final ProtobufMessage page = new ProtobufMessage();
  private final PendingValues values = new PendingValues();
  private final ScaledBuckets buckets = new ScaledBuckets();

  private ProtobufPage() {}

  static byte[] of(Iterable<MetricFamily> families) {
    ProtobufPage protobuf = new ProtobufPage();
    for (MetricFamily family : families) {
      protobuf.add(family);
    }
    return protobuf.page.toByteArray();
  }

  private void add(MetricFamily family) {
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
    family.samples().forEach((labels, sample) -> add(labels, sample, divisor));
    page.end(message);
  }

  private void add(Map<String, String> labels, Sample sample, double divisor) {
    int message = page.begin(4);
    labels.forEach(this::label);
    if (sample instanceof Sample.Value gauge) {
      value(2, gauge.value() / divisor);
    } else if (sample instanceof Sample.Count count) {
      value(3, count.total() / divisor);
    } else if (sample instanceof Sample.Recorded recorded) {
      histogram(recorded, divisor);
    }
    page.end(message);
  }

  private void label(String key, String value) {
    int label = page.begin(1);
    page.text(1, key).text(2, value);
    page.end(label);
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
