package io.athena.apm.exporters.otlp;

import static io.athena.apm.exporters.otlp.OtlpReceiver.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Unit;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a receiver decodes, by the classes of the protocol's own library. */
@Timeout(60)
class OtlpMetricsTest {

  private static final long TEN_SECONDS = TimeUnit.SECONDS.toNanos(10);

  private final OtlpReceiver receiver = new OtlpReceiver();
  private final OtlpFixture otlp = new OtlpFixture().endpoint(receiver.url());

  @AfterEach
  void nothingWasSaid() {
    receiver.close();
    assertThat(otlp.said).isEmpty();
  }

  private List<Metric> flushed() {
    otlp.flush();
    return receiver.metrics();
  }

  private Metric only() {
    return assertThat(flushed()).singleElement().actual();
  }

  @Test
  void request_isCompressedProtobufOfThisAgent() {
    otlp.metrics.counter("cache.hit").add(3);
    otlp.headers("api-key=se%20cret, x=y").flush();

    OtlpReceiver.Request request = receiver.requests().get(0);
    assertThat(request.path()).isEqualTo("/v1/metrics");
    assertThat(request.header("Content-Type")).isEqualTo("application/x-protobuf");
    assertThat(request.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(request.header("User-Agent")).isEqualTo("athena-apm/1.2.3");
    assertThat(request.header("api-key")).isEqualTo("se cret");
    assertThat(request.header("x")).isEqualTo("y");
    assertThat(otlp.account()).isEqualTo("1 lines written: 1 sent, 0 dropped, 0 failed");
  }

  @Test
  void counter_isAMonotonicSumOfTotals() {
    otlp.metrics.counter("cache.hit", "cache", "sessions").add(3);
    flushed();
    otlp.metrics.counter("cache.hit", "cache", "sessions").add(4);

    Metric metric = only();
    assertThat(metric.getName()).isEqualTo("cache.hit");
    assertThat(metric.getSum().getIsMonotonic()).isTrue();
    assertThat(metric.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    NumberDataPoint point = metric.getSum().getDataPoints(0);
    assertThat(point.getAsInt()).isEqualTo(7);
    assertThat(point.getStartTimeUnixNano()).isEqualTo(OtlpFixture.START);
    assertThat(point.getTimeUnixNano()).isEqualTo(OtlpFixture.START + 2 * TEN_SECONDS);
    assertThat(texts(point.getAttributesList())).containsExactly(entry("cache", "sessions"));
  }

  @Test
  void delta_isWhatIsNew_andNothingForWhatIsNot() {
    otlp.deltas();
    otlp.metrics.counter("cache.hit").add(3);
    otlp.metrics.counter("cache.miss").add(1);
    otlp.metrics.duration("ai.call.duration").record(1_000_000);
    assertThat(flushed()).hasSize(3);
    assertThat(flushed()).isEmpty();
    otlp.metrics.counter("cache.hit").add(4);
    otlp.metrics.duration("ai.call.duration").record(2_000_000);

    List<Metric> metrics = flushed();
    assertThat(metrics)
        .extracting(Metric::getName)
        .containsExactly("gen_ai.client.inference.duration", "cache.hit");
    ExponentialHistogramDataPoint values =
        metrics.get(0).getExponentialHistogram().getDataPoints(0);
    assertThat(values.getCount()).isEqualTo(1);
    assertThat(values.getSum()).isEqualTo(0.002);
    assertThat(metrics.get(1).getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
    NumberDataPoint point = metrics.get(1).getSum().getDataPoints(0);
    assertThat(point.getAsInt()).isEqualTo(4);
    assertThat(point.getStartTimeUnixNano()).isEqualTo(OtlpFixture.START + 2 * TEN_SECONDS);
    assertThat(point.getTimeUnixNano()).isEqualTo(OtlpFixture.START + 3 * TEN_SECONDS);
  }

  @Test
  void seriesThatIsNew_beganAfterTheFlushBefore() {
    otlp.deltas();
    flushed();
    otlp.metrics.counter("cache.hit").add(3);

    assertThat(only().getSum().getDataPoints(0).getStartTimeUnixNano())
        .isEqualTo(OtlpFixture.START + TEN_SECONDS);
  }

  @Test
  void gauge_isAGauge_andMemoryASumThatShrinks() {
    otlp.metrics.gauge("ai.active", Unit.COUNT, 2, "provider", "openai");
    otlp.metrics.gauge("memory.heap.used", Unit.BYTES, 312);
    otlp.metrics.gauge("memory.non_heap.used", Unit.BYTES, 40);

    List<Metric> metrics = flushed();
    assertThat(metrics.get(0).getGauge().getDataPoints(0).getAsDouble()).isEqualTo(2);
    Metric memory = metrics.get(1);
    assertThat(memory.getName()).isEqualTo("jvm.memory.used");
    assertThat(memory.getUnit()).isEqualTo("By");
    assertThat(memory.getSum().getIsMonotonic()).isFalse();
    assertThat(memory.getSum().getDataPointsList())
        .extracting(NumberDataPoint::getAsInt)
        .containsExactly(312L, 40L);
    assertThat(memory.getSum().getDataPointsList())
        .extracting(point -> texts(point.getAttributesList()).get("jvm.memory.type"))
        .containsExactly("heap", "non_heap");
  }

  @Test
  void amounts_areInBaseUnits() {
    otlp.metrics.milliseconds("circuit_breaker.open.duration").add(1_500);
    otlp.metrics.money("ai.cost", "currency", "USD").add(37_500_000);
    otlp.metrics.gauge("cpu.process", Unit.RATIO, 0.25);

    List<Metric> metrics = flushed();
    assertThat(metrics)
        .extracting(Metric::getName, Metric::getUnit)
        .containsExactly(
            tuple("ai.cost", "{currency}"),
            tuple("circuit_breaker.open.duration", "s"),
            tuple("jvm.cpu.recent_utilization", "1"));
    assertThat(metrics.get(0).getSum().getDataPoints(0).getAsDouble()).isEqualTo(0.0375);
    assertThat(metrics.get(1).getSum().getDataPoints(0).getAsDouble()).isEqualTo(1.5);
  }

  @Test
  void wideHistogram_isMergedInPairs_untilItHas160Buckets() {
    for (long value = 1; value <= 1L << 40; value <<= 1) {
      otlp.metrics.histogram("files.size", Unit.BYTES).record(value);
    }

    ExponentialHistogramDataPoint point = only().getExponentialHistogram().getDataPoints(0);
    assertThat(point.getScale()).isEqualTo(1);
    assertThat(point.getPositive().getBucketCountsCount()).isEqualTo(81);
    assertThat(point.getCount()).isEqualTo(41);
    assertThat(point.getPositive().getBucketCountsList().stream().mapToLong(n -> n).sum())
        .isEqualTo(41);
    assertThat(point.getSum()).isEqualTo((double) ((1L << 41) - 1));
  }

  @Test
  void explicitBuckets_haveTheConventionsBounds() {
    otlp.explicitBuckets();
    for (long millis : new long[] {5, 15, 15, 200_000}) {
      otlp.metrics.duration("ai.call.duration").record(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    var point = only().getHistogram().getDataPoints(0);
    assertThat(point.getExplicitBoundsList()).startsWith(0.01, 0.02, 0.04).endsWith(81.92);
    assertThat(point.getBucketCountsList()).hasSize(15).startsWith(1L, 2L, 0L).endsWith(0L, 1L);
    assertThat(point.getCount()).isEqualTo(4);
    assertThat(point.getSum()).isEqualTo(200.035);
  }

  @Test
  void manySeries_areSentInRequestsOfABoundedSize() {
    int series = 10_000;
    for (int i = 0; i < series; i++) {
      otlp.metrics.counter("orders", "customer", "customer number " + i).add(i);
    }
    otlp.flush();

    assertThat(receiver.requests())
        .hasSizeGreaterThan(1)
        .allSatisfy(
            request -> assertThat(request.body().length).isLessThan(MetricsEncoder.FULL + 1_000));
    assertThat(receiver.metrics())
        .flatExtracting(metric -> metric.getSum().getDataPointsList())
        .hasSize(series);
    assertThat(otlp.account()).isEqualTo("10000 lines written: 10000 sent, 0 dropped, 0 failed");
  }

  @Test
  void resource_hasTheServiceAndOpenTelemetrysAttributes() {
    otlp.constant(Tags.of("service", "billing", "env", "test", "team", "search"))
        .environment("OTEL_RESOURCE_ATTRIBUTES", "service.name=other,k8s.pod.name=a%2Cb");
    otlp.metrics.counter("cache.hit").add(3);
    otlp.flush();

    var sent = receiver.requests().get(0).metrics().getResourceMetrics(0);
    Resource resource = sent.getResource();
    assertThat(texts(resource.getAttributesList()))
        .contains(
            entry("service.name", "billing"),
            entry("deployment.environment.name", "test"),
            entry("team", "search"),
            entry("k8s.pod.name", "a,b"),
            entry("telemetry.distro.version", "1.2.3"))
        .containsKeys("service.instance.id", "host.name");
    assertThat(sent.getScopeMetrics(0).getScope().getName()).isEqualTo("io.athena.apm");
    assertThat(sent.getScopeMetrics(0).getScope().getVersion()).isEqualTo("1.2.3");
  }

  @Test
  void wallClockThatIsSetBack_leavesNoPointBeforeItsStart() {
    otlp.metrics.counter("cache.hit").add(3);
    otlp.metrics.setWallClock(-864_000_000);

    NumberDataPoint point = only().getSum().getDataPoints(0);
    assertThat(point.getTimeUnixNano()).isEqualTo(point.getStartTimeUnixNano());
  }
}
