package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.exporters.otlp.OtlpReceiver;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.FreePort;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.Requirement;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver decodes what a program with the finished agent sends. */
@Timeout(120)
class OtlpIT {

  @TempDir Path directory;

  private static ForkedJvmBuilder program(
      Jdk jdk, String endpoint, String main, String... arguments) {
    return Measured.jvm(jdk, 9)
        .environment("APM_PROVIDER", "otlp")
        .environment("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
        .environment("APM_LOG_LEVEL", "info")
        .classPath(
            Artifacts.joined(Stream.of(Artifacts.programs(), Artifacts.api())), main, arguments);
  }

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void receiver_hasWhatTheProgramMeasured(Jdk jdk) {
    try (var receiver = new OtlpReceiver();
        var jvm =
            program(jdk, receiver.url(), "com.acme.KnownMain")
                .environment("OTEL_RESOURCE_ATTRIBUTES", "service.name=billing,team=a%20b")
                .environment("APM_FLUSH_INTERVAL", "60m")
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      var account = Account.of(jvm);
      assertThat(account.failed() + account.dropped()).isZero();
      assertThat(jvm.err()).hasSize(2);
      var resource = receiver.requests().get(0).metrics().getResourceMetrics(0).getResource();
      assertThat(OtlpReceiver.texts(resource.getAttributesList()))
          .containsEntry("service.name", "billing")
          .containsEntry("team", "a b");
      var all = receiver.metrics();
      assertThat(all.stream().mapToInt(OtlpIT::points).sum()).isEqualTo((int) account.sent());
      var last = last(all);
      assertThat(last.get("orders").getSum().getDataPointsList())
          .extracting(NumberDataPoint::getAsInt)
          .containsExactlyInAnyOrder(20L, 3L, 4L);
      assertThat(last.get("stock").getGauge().getDataPoints(0).getAsDouble()).isEqualTo(12.5);
      assertThat(last.get("temperature").getGauge().getDataPoints(0).getAsDouble()).isEqualTo(-3.5);
      var weight = only(last.get("order.weight"));
      assertThat(weight.getCount()).isEqualTo(20_000);
      assertThat(weight.getSum()).isEqualTo(200_010_000.0);
      var analyses = only(last.get("ai.analysis.duration"));
      assertThat(analyses.getCount()).isEqualTo(99);
      assertThat(OtlpReceiver.texts(analyses.getAttributesList()))
          .containsEntry("gen_ai.provider.name", "openai")
          .containsEntry("gen_ai.request.model", "gpt");
    }
  }

  /** The last data of each metric. */
  private static Map<String, Metric> last(List<Metric> metrics) {
    Map<String, Metric> last = new HashMap<>();
    metrics.forEach(metric -> last.put(metric.getName(), metric));
    return last;
  }

  private static ExponentialHistogramDataPoint only(Metric metric) {
    assertThat(metric.getUnit()).isIn("", "s");
    var points = metric.getExponentialHistogram().getDataPointsList();
    assertThat(points).hasSize(1);
    return points.get(0);
  }

  private static int points(Metric metric) {
    return metric.getGauge().getDataPointsCount()
        + metric.getSum().getDataPointsCount()
        + metric.getExponentialHistogram().getDataPointsCount();
  }

  @Test
  void deltas_addUpToWhatTheProgramMeasured() {
    var pipe = Pipe.in(directory, "end");
    var received = new Received();
    try (var receiver = new OtlpReceiver();
        var jvm =
            program(Jdk.running(), receiver.url(), "com.acme.KnownMain", pipe.path().toString())
                .environment("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "delta")
                .start()) {
      while (received.orders < 27 || received.weights < 20_000) {
        received.add(receiver.metrics());
      }
      pipe.write("end");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      received.add(receiver.metrics());
      assertThat(received.orders).isEqualTo(27);
      assertThat(received.weights).isEqualTo(20_000);
    }
  }

  /** The sum of all deltas. */
  private static final class Received {

    private long orders;
    private long weights;

    void add(List<Metric> metrics) {
      for (var metric : metrics) {
        if (metric.getName().equals("orders")) {
          orders +=
              metric.getSum().getDataPointsList().stream()
                  .mapToLong(NumberDataPoint::getAsInt)
                  .sum();
        } else if (metric.getName().equals("order.weight")) {
          weights += only(metric).getCount();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void spans_areTraces_overThreads(Jdk jdk) {
    try (var receiver = new OtlpReceiver();
        var jvm =
            program(jdk, receiver.url(), "com.acme.FanOutMain")
                .environment("APM_SAMPLE_RATE", "1")
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      assertThat(Account.of(jvm).dropped()).isZero();
      var spans = receiver.spans();
      assertThat(spans).extracting(Span::getTraceId).doesNotContainNull();
      assertThat(spans.stream().map(Span::getTraceId).distinct()).hasSize(2);
      assertThat(trees(spans))
          .startsWith("request", "  on.pool", "    inner", "  on.future", "    inner")
          .endsWith("on.its.own", "  inner");
    }
  }

  /** The names of spans in the order of their starts, each below its parent, which began before. */
  private static List<String> trees(List<Span> spans) {
    List<String> lines = new ArrayList<>();
    spans.stream()
        .filter(span -> span.getParentSpanId().isEmpty())
        .sorted(Comparator.comparing(Span::getStartTimeUnixNano))
        .forEach(root -> append(root, "", spans, lines));
    return lines;
  }

  private static void append(Span span, String indent, List<Span> all, List<String> lines) {
    lines.add(indent + span.getName());
    assertThat(span.getEndTimeUnixNano()).isGreaterThanOrEqualTo(span.getStartTimeUnixNano());
    all.stream()
        .filter(child -> child.getParentSpanId().equals(span.getSpanId()))
        .filter(child -> child.getTraceId().equals(span.getTraceId()))
        .sorted(Comparator.comparing(Span::getStartTimeUnixNano))
        .forEach(
            child -> {
              assertThat(child.getStartTimeUnixNano())
                  .isGreaterThanOrEqualTo(span.getStartTimeUnixNano());
              append(child, indent + "  ", all, lines);
            });
  }

  @Test
  void closedPort_isOneLine_andTheAccountAddsUp() {
    var endpoint = "http://127.0.0.1:" + FreePort.tcp();
    try (var jvm = program(Jdk.running(), endpoint, "com.acme.KnownMain").start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      assertThat(Account.of(jvm).sent()).isZero();
      StandardError.of(jvm)
          .isTheStartLineAnd(
              Account.LINE,
              "athena-apm: otlp: " + endpoint + "/v1/metrics failed: Connection refused; .*");
    }
  }

  @Test
  void hangingReceiver_delaysTheExitByLessThanItsTimeout() {
    try (var receiver = new OtlpReceiver();
        var jvm =
            program(
                    Jdk.running(),
                    receiver.thenHang().thenHang().thenHang().url(),
                    "com.acme.KnownMain")
                .environment("APM_FLUSH_INTERVAL", "60m")
                .start()) {
      jvm.awaitOut("measured", Measured.LIMIT);
      var began = Instant.now();
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(4));
      var account = Account.of(jvm);
      assertThat(account.failed()).isEqualTo(account.written()).isPositive();
    }
  }

  @Test
  void grpc_isOneLine_andHttpIsSent() {
    try (var receiver = new OtlpReceiver();
        var jvm =
            program(Jdk.running(), receiver.url(), "com.acme.KnownMain")
                .environment("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm)
          .isTheStartLineAnd(Account.LINE, "athena-apm: otlp: .*=grpc is not supported.* 4318.*");
      assertThat(receiver.requests()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"APM_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_HEADERS"})
  void key_isSent_andPrintedNowhere(String variable) {
    try (var receiver = new OtlpReceiver();
        var jvm =
            program(Jdk.running(), receiver.url(), "com.acme.KnownMain")
                .environment(variable, "api-key=hush-hush")
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      assertThat(receiver.requests().get(0).header("api-key")).isEqualTo("hush-hush");
      assertThat(everything(jvm)).doesNotContain("hush-hush");
    }
  }

  private static String everything(ForkedJvm jvm) {
    return jvm.out() + " " + jvm.err();
  }

  @ParameterizedTest
  @CsvSource({
    "statsd, otlp prometheus protobuf",
    "console, otlp prometheus protobuf",
    "otlp, prometheus statsd datadog console",
    "prometheus, otlp statsd datadog console"
  })
  void classesOfOtherProviders_areNotLoaded(String provider, String others) {
    var loaded = new LoadedClasses(directory.resolve(provider));
    try (var receiver = new OtlpReceiver();
        var jvm =
            program(Jdk.running(), receiver.url(), "com.acme.KnownMain")
                .environment("APM_PROVIDER", provider)
                .environment("APM_PROMETHEUS_PORT", "0")
                .options(loaded.option())
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      for (var other : others.split(" ")) {
        assertThat(loaded.all("io.athena.apm.exporters." + other + ".")).as(other).isEmpty();
      }
      assertThat(loaded.all("io.athena.apm.exporters." + provider + ".")).isNotEmpty();
    }
  }

  @Test
  void protoc_knowsEveryFieldThatIsSent() throws Exception {
    var protoc = Requirement.program("protoc").toString();
    var files = new PublishedProtoFiles(directory);
    try (var receiver = new OtlpReceiver();
        var known = program(Jdk.running(), receiver.url(), "com.acme.KnownMain").start();
        var spans =
            program(Jdk.running(), receiver.url(), "com.acme.FanOutMain")
                .environment("APM_SAMPLE_RATE", "1")
                .start()) {
      assertThat(known.awaitExit(Measured.LIMIT)).isZero();
      assertThat(spans.awaitExit(Measured.LIMIT)).isZero();
      assertThat(receiver.requests())
          .extracting(OtlpReceiver.Request::path)
          .contains("/v1/metrics", "/v1/traces");
      for (var request : receiver.requests()) {
        var text = files.decoded(protoc, request.path(), request.body());
        assertThat(text).contains("io.athena.apm").doesNotContainPattern("(?m)^ *\\d+[:{ ]");
      }
    }
  }
}
