package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.FreePort;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.PrometheusServer;
import io.athena.apm.kit.Requirement;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Prometheus, and the parsers of its format, read a running program. */
@Timeout(120)
class PrometheusIT {

  /** The width of a bucket: 32 buckets cover a doubling. */
  private static final Percentage BUCKET = Percentage.withPercentage(2.2);

  private static final String PARSE =
      """
      import sys
      from prometheus_client.openmetrics.parser import text_string_to_metric_families
      print(len(list(text_string_to_metric_families(sys.stdin.read()))))
      """;

  private static final int SERIES = 10_000;
  private static final int SCRAPES = 5;

  @TempDir Path directory;

  private final int port = FreePort.tcp();

  private ForkedJvm program(Pipe pipe) {
    var jvm = start("com.acme.KnownMain", pipe.path().toString());
    jvm.awaitOut("measured", Measured.LIMIT);
    return jvm;
  }

  private ForkedJvm start(String main, String... arguments) {
    return Measured.jvm(Jdk.running(), port)
        .environment("APM_PROVIDER", "prometheus")
        .environment("APM_PROMETHEUS_PORT", String.valueOf(port))
        .classPath(Artifacts.classPath() + ":" + Artifacts.api(), main, arguments)
        .start();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void server_hasWhatTheProgramMeasured(boolean nativeHistograms) throws IOException {
    var pipe = Pipe.in(directory, "end");
    try (var jvm = program(pipe);
        var server = PrometheusServer.start(port, nativeHistograms)) {
      awaitValue(server, "sum(orders_total)", 27);
      assertThat(value(server, "stock{place=\"Berlin\"}")).isEqualTo(12.5);
      assertThat(value(server, "temperature")).isEqualTo(-3.5);
      for (var known :
          Map.of("order_pages", 99, "order_weight", 20_000, "ai_analysis_duration_seconds", 99)
              .entrySet()) {
        var name = known.getKey();
        var count = nativeHistograms ? "histogram_count(" + name + ")" : name + "_count";
        assertThat(value(server, count)).as(name).isEqualTo((double) known.getValue());
      }
      if (nativeHistograms) {
        for (double share : new double[] {0.5, 0.9, 0.99}) {
          assertThat(value(server, "histogram_quantile(" + share + ", order_weight)"))
              .isCloseTo(share * 20_000, BUCKET);
        }
      }
      pipe.write("end");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLine();
    }
  }

  private static void awaitValue(PrometheusServer server, String expression, double wanted)
      throws IOException {
    while (value(server, expression) != wanted) {
      Thread.onSpinWait();
    }
  }

  /** NaN for no result. */
  private static double value(PrometheusServer server, String expression) throws IOException {
    var result = new ObjectMapper().readTree(server.query(expression)).at("/data/result");
    return result.isEmpty()
        ? Double.NaN
        : Double.parseDouble(result.get(0).at("/value/1").asText());
  }

  @Test
  void promtool_hasNothingToSay() throws Exception {
    assertThat(
            checked("text/plain", Requirement.program("promtool").toString(), "check", "metrics"))
        .isEmpty();
  }

  @Test
  void parserOfOpenMetrics_acceptsThePage() throws Exception {
    Requirement.that(
        Path.of("/usr/lib/python3/dist-packages/prometheus_client").toFile().isDirectory(),
        "python3-prometheus-client is not installed");
    var families = checked("application/openmetrics-text", "/usr/bin/python3", "-c", PARSE);
    assertThat(Integer.parseInt(families.strip())).isGreaterThan(10);
  }

  /** The output of a program that checks the page, which must exit with 0. */
  private String checked(String format, String... command) throws Exception {
    var pipe = Pipe.in(directory, "end");
    try (var jvm = program(pipe)) {
      var output = output(page(format), command);
      pipe.write("end");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      return output;
    }
  }

  private String page(String format) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
            .header("Accept", format)
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static String output(String page, String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var in = process.getOutputStream()) {
      in.write(page.getBytes(StandardCharsets.UTF_8));
    }
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** Pages during the load never go back, and the last one has all counts. */
  @Test
  void tenThousandSeries_areExactAfterScrapesUnderLoad() throws Exception {
    var pipe = Pipe.in(directory, "busy");
    try (var jvm = start("com.acme.BusyMain", String.valueOf(SERIES), pipe.path().toString())) {
      jvm.awaitOut("counting", Measured.LIMIT);
      while (!isOpen()) {
        Thread.onSpinWait();
      }
      double before = 0;
      for (int scrape = 0; scrape < SCRAPES; scrape++) {
        var page = page("text/plain");
        assertThat(output(page, Requirement.program("promtool").toString(), "check", "metrics"))
            .isEmpty();
        assertThat(orders(page).sum()).isGreaterThanOrEqualTo(before);
        before = orders(page).sum();
      }
      pipe.write("stop");
      var counted = Double.parseDouble(jvm.awaitOut("[0-9]+", Measured.LIMIT));
      while (orders(page("text/plain")).sum() < counted) {
        Thread.onSpinWait();
      }
      assertThat(orders(page("text/plain")).sum()).isEqualTo(counted);
      assertThat(orders(page("text/plain"))).hasSize(SERIES);
      pipe.write("end");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLine();
    }
  }

  private boolean isOpen() {
    try (var socket = new Socket("localhost", port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static DoubleStream orders(String page) {
    return page.lines()
        .filter(line -> line.startsWith("orders"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
  }

  @ParameterizedTest
  @CsvSource({"nowhere.invalid, 9464", "192.0.2.1, 9464"})
  void hostThatIsNotOurs_isOneLine_andTheProgramRuns(String host, int unusable) {
    try (var jvm =
        Measured.jvm(Jdk.running(), port)
            .environment("APM_PROVIDER", "prometheus")
            .environment("APM_PROMETHEUS_HOST", host)
            .environment("APM_PROMETHEUS_PORT", String.valueOf(unusable))
            .classPath(Artifacts.classPath() + ":" + Artifacts.api(), "com.acme.KnownMain")
            .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      assertThat(jvm.err())
          .anyMatch(line -> line.contains("prometheus: can't listen on " + host + ":9464"));
    }
  }
}
