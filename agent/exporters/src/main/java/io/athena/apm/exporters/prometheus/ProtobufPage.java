package io.athena.apm.exporters.prometheus;

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
  private final NativeBuckets buckets = new NativeBuckets();

  private ProtobufPage() {}

  static byte[] of(Iterable<MetricFamily> families) {
    ProtobufPage protobuf = new ProtobufPage();
    for (MetricFamily family : families) {
      protobuf.page.delimited(protobuf.family(family));
    }
    return protobuf.page.toByteArray();
  }

  private ProtobufMessage family(MetricFamily family) {
    Metric metric = family.metric();
    ProtobufMessage message = new ProtobufMessage();
    message.text(1, PrometheusNames.sample(metric));
    message.text(2, PrometheusNames.help(metric));
    message.number(
        3,
        switch (metric.type()) {
          case COUNTER -> COUNTER;
          case GAUGE -> GAUGE;
          case HISTOGRAM -> HISTOGRAM;
        });
    double divisor = PrometheusNames.divisor(metric.unit());
    family.samples().forEach((labels, sample) -> message.message(4, of(labels, sample, divisor)));
    return message;
  }

  private ProtobufMessage of(Map<String, String> labels, Sample sample, double divisor) {
    ProtobufMessage message = new ProtobufMessage();
    labels.forEach(
        (key, value) -> message.message(1, new ProtobufMessage().text(1, key).text(2, value)));
    if (sample instanceof Sample.Value gauge) {
      message.message(2, new ProtobufMessage().real(1, gauge.value() / divisor));
    } else if (sample instanceof Sample.Count count) {
      message.message(3, new ProtobufMessage().real(1, count.total() / divisor));
    } else if (sample instanceof Sample.Recorded recorded) {
      message.message(7, histogram(recorded, divisor));
    }
    return message;
  }

  private ProtobufMessage histogram(Sample.Recorded recorded, double divisor) {
    values.load(recorded.distribution(), Distribution.EMPTY);
    ProtobufMessage message = new ProtobufMessage();
    message.number(1, values.count()).real(2, values.sum() / divisor);
    buckets.load(values, divisor).write(message);
    return message;
  }
}
