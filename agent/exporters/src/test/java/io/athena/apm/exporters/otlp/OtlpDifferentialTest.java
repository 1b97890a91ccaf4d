package io.athena.apm.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.PendingValues;
import io.athena.apm.metrics.Unit;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.Base2ExponentialHistogramOptions;
import io.opentelemetry.sdk.metrics.ExplicitBucketHistogramOptions;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same values, sent by the agent and by OpenTelemetry's SDK, decode to equal metrics. The SDK
 * leaves the smallest and the largest value out, which the agent does not know.
 */
@Timeout(60)
class OtlpDifferentialTest {

  private static final Aggregation EXPONENTIAL =
      Aggregation.base2ExponentialBucketHistogram(
          Base2ExponentialHistogramOptions.builder()
              .setMaxBuckets(ExponentialPoint.MOST_BUCKETS)
              .setMaxScale(5)
              .setRecordMinMax(false)
              .build());

  private final OtlpReceiver receiver = new OtlpReceiver();
  private final OtlpFixture otlp = new OtlpFixture().endpoint(receiver.url());
  private OpenTelemetrySdk sdk = sdk(EXPONENTIAL);

  private static OpenTelemetrySdk sdk(Aggregation histograms) {
    return new OpenTelemetrySdk(AggregationTemporalitySelector.alwaysCumulative(), histograms);
  }

  @AfterEach
  void close() {
    sdk.close();
    receiver.close();
    assertThat(otlp.said).isEmpty();
  }

  private void assertSame() {
    otlp.flush();
    List<Metric> ours = comparable(receiver.metrics());
    assertThat(ours).isNotEmpty().isEqualTo(comparable(sdk.flushed()));
  }

  private static List<Metric> comparable(List<Metric> metrics) {
    return metrics.stream()
        .map(OpenTelemetrySdk::comparable)
        .sorted(Comparator.comparing(Metric::getName))
        .toList();
  }

  @Test
  void sumsAndGauges() {
    otlp.metrics.counter("cache.hit", "cache", "sessions", "library", "caffeine").add(12);
    LongCounter hits = sdk.meter().counterBuilder("cache.hit").build();
    hits.add(
        12,
        Attributes.of(
            AttributeKey.stringKey("cache"), "sessions",
            AttributeKey.stringKey("library"), "caffeine"));
    otlp.metrics.milliseconds("circuit_breaker.open.duration").add(1_500);
    sdk.meter()
        .counterBuilder("circuit_breaker.open.duration")
        .setUnit("s")
        .ofDoubles()
        .build()
        .add(1.5);
    otlp.metrics.gauge("cpu.process", Unit.RATIO, 0.25);
    sdk.meter().gaugeBuilder("jvm.cpu.recent_utilization").setUnit("1").build().set(0.25);
    otlp.metrics.gauge("thread.count", Unit.COUNT, 17);
    sdk.meter().upDownCounterBuilder("jvm.thread.count").setUnit("{thread}").build().add(17);

    assertSame();
  }

  @Test
  void deltas() {
    sdk.close();
    sdk = new OpenTelemetrySdk(AggregationTemporalitySelector.deltaPreferred(), EXPONENTIAL);
    otlp.deltas();
    LongCounter hits = sdk.meter().counterBuilder("cache.hit").build();
    DoubleHistogram sizes = sdk.meter().histogramBuilder("files.size").setUnit("By").build();
    var threads = sdk.meter().upDownCounterBuilder("jvm.thread.count").setUnit("{thread}").build();
    for (int i = 1; i <= 3; i++) {
      otlp.metrics.counter("cache.hit").add(i);
      hits.add(i);
      otlp.metrics.histogram("files.size", Unit.BYTES).record(100L * i);
      sizes.record(100.0 * i);
      otlp.metrics.gauge("thread.count", Unit.COUNT, i);
      threads.add(1);

      assertSame();
    }
  }

  @ParameterizedTest
  @CsvSource({"1,2000", "1,1000000000000", "500,501", "1,2", "0,1", "64,64", "1048576,1048577"})
  void exponentialHistogram(long from, long to) {
    DoubleHistogram sizes = sdk.meter().histogramBuilder("files.size").setUnit("By").build();
    Random random = new Random(from + to);
    for (int i = 0; i < 1_000; i++) {
      double share = random.nextDouble();
      long value = from + (long) ((to + 1 - from) * share * share * share);
      otlp.metrics.histogram("files.size", Unit.BYTES).record(value);
      sizes.record((double) value);
    }

    assertSame();
  }

  /** Of durations a bucket goes where its middle lies, so values are compared that are a middle. */
  @ParameterizedTest
  @ValueSource(ints = {3, 6, 9, 11})
  void exponentialHistogramOfDurations(int decades) {
    DoubleHistogram waits = sdk.meter().histogramBuilder("wait.duration").setUnit("s").build();
    Random random = new Random(decades);
    for (int i = 0; i < 1_000; i++) {
      double middle = middle((long) Math.pow(10, decades * random.nextDouble()));
      if (middle == Math.rint(middle)) {
        otlp.metrics.duration("wait.duration").record((long) middle);
        waits.record(middle / 1e9);
      }
    }

    assertSame();
  }

  @Test
  void explicitBuckets() {
    OtlpMetric metric = new OtlpMetric("files.size", "By", OtlpMetric.Form.HISTOGRAM, 1, "");
    List<Double> bounds = Arrays.stream(ExplicitPoint.bounds(metric)).boxed().toList();
    sdk.close();
    sdk =
        sdk(
            Aggregation.explicitBucketHistogram(
                ExplicitBucketHistogramOptions.builder()
                    .setBucketBoundaries(bounds)
                    .setRecordMinMax(false)
                    .build()));
    otlp.explicitBuckets();
    DoubleHistogram sizes = sdk.meter().histogramBuilder("files.size").setUnit("By").build();
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      double middle = middle((long) Math.pow(10, 9 * random.nextDouble()));
      if (middle == Math.rint(middle)) {
        otlp.metrics.histogram("files.size", Unit.BYTES).record((long) middle);
        sizes.record(middle);
      }
    }

    assertSame();
  }

  /** The value that stands for the bucket of a value. */
  private double middle(long value) {
    Histogram one = new Histogram();
    one.record(value);
    return new PendingValues().load(one.distribution(), Distribution.EMPTY).value(0);
  }
}
