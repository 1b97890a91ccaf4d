package io.athena.apm.exporters.otlp;

import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** OpenTelemetry's SDK and its own exporter, which send the same values for comparison. */
final class OpenTelemetrySdk implements AutoCloseable {

  private final OtlpReceiver receiver = new OtlpReceiver();
  private final SdkMeterProvider provider;

  OpenTelemetrySdk(AggregationTemporalitySelector temporality, Aggregation histograms) {
    OtlpHttpMetricExporter exporter =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(receiver.url() + "/v1/metrics")
            .setCompression("gzip")
            .setAggregationTemporalitySelector(temporality)
            .build();
    provider =
        SdkMeterProvider.builder()
            .registerView(
                InstrumentSelector.builder().setType(InstrumentType.HISTOGRAM).build(),
                View.builder().setAggregation(histograms).build())
            .registerMetricReader(
                PeriodicMetricReader.builder(exporter).setInterval(1, TimeUnit.HOURS).build())
            .build();
  }

  Meter meter() {
    return provider.get("io.athena.apm");
  }

  /** What it has sent, without its metrics of itself. */
  List<Metric> flushed() {
    provider.forceFlush().join(10, TimeUnit.SECONDS);
    return receiver.metrics().stream()
        .filter(metric -> !metric.getName().startsWith("otel.sdk."))
        .toList();
  }

  /**
   * A metric without what is not the same in two programs: times, and the order of additions. The
   * SDK also writes buckets for negative values, always empty.
   */
  static Metric comparable(Metric metric) {
    Metric.Builder copy = metric.toBuilder();
    if (metric.hasGauge()) {
      copy.getGaugeBuilder().getDataPointsBuilderList().forEach(OpenTelemetrySdk::clear);
    } else if (metric.hasSum()) {
      copy.getSumBuilder().getDataPointsBuilderList().forEach(OpenTelemetrySdk::clear);
    } else if (metric.hasHistogram()) {
      Histogram.Builder histogram = copy.getHistogramBuilder();
      for (HistogramDataPoint.Builder point : histogram.getDataPointsBuilderList()) {
        point.clearStartTimeUnixNano().clearTimeUnixNano();
        point.setSum(rounded(point.getSum()));
      }
    } else {
      ExponentialHistogram.Builder histogram = copy.getExponentialHistogramBuilder();
      for (ExponentialHistogramDataPoint.Builder point : histogram.getDataPointsBuilderList()) {
        point.clearStartTimeUnixNano().clearTimeUnixNano();
        point.setSum(rounded(point.getSum())).clearNegative();
      }
    }
    return copy.build();
  }

  private static void clear(NumberDataPoint.Builder point) {
    point.clearStartTimeUnixNano().clearTimeUnixNano();
  }

  private static double rounded(double sum) {
    return Math.rint(sum * 1e9) / 1e9;
  }

  @Override
  public void close() {
    provider.close();
    receiver.close();
  }
}
