package io.athena.apm.exporters.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.metrics.Tags;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PrometheusEndpointTest {

  private final TestMetrics metrics = new TestMetrics();
  private final List<String> problems = new ArrayList<>();
  private final AtomicInteger snapshots = new AtomicInteger();
  private final PrometheusExporter exporter = exporter(0);

  private PrometheusExporter exporter(int port) {
    return new PrometheusExporter(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        () -> {
          snapshots.incrementAndGet();
          return metrics.snapshot();
        },
        Tags.NONE,
        problems::add);
  }

  @AfterEach
  void close() {
    exporter.close();
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), exporter.port());
  }

  private byte[] answer(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return socket.getInputStream().readAllBytes();
    }
  }

  private String text(String request) throws IOException {
    return new String(answer(request), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /metrics HTTP/1.1 | 200 OK",
        "GET /metrics?name=x HTTP/1.0 | 200 OK",
        "GET /metrics/../ HTTP/1.1 | 404 Not Found",
        "GET /../ HTTP/1.1 | 404 Not Found",
        "GET / HTTP/1.1 | 404 Not Found",
        "POST /metrics HTTP/1.1 | 405 Method Not Allowed",
        "HEAD /metrics HTTP/1.1 | 405 Method Not Allowed",
        "GET /metrics HTTP/2.0 | 400 Bad Request",
        "GET /metrics | 400 Bad Request",
        "hello | 400 Bad Request",
      })
  void request_isAnsweredByItsFirstLine(String line, String status) throws IOException {
    assertThat(text(line + "\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 " + status + "\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | text/plain; version=0.0.4",
        "*/* | text/plain; version=0.0.4",
        "application/openmetrics-text;version=1.0.0,text/plain;q=0.5 | application/openmetrics-text",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"
            + " | application/vnd.google.protobuf",
      })
  void format_isTheBestThatIsAccepted(String accept, String type) throws IOException {
    assertThat(text("GET /metrics HTTP/1.1\r\nAccept: " + accept + "\r\n\r\n"))
        .contains("Content-Type: " + type);
  }

  @Test
  void page_isCompressedWhereThatIsAccepted() throws IOException {
    metrics.counter("cache.hit").add(3);
    byte[] answer = answer("GET /metrics HTTP/1.1\r\naccept-encoding: deflate, gzip\r\n\r\n");
    String head = new String(answer, StandardCharsets.ISO_8859_1);
    assertThat(head).contains("Content-Encoding: gzip");
    int body = head.indexOf("\r\n\r\n") + 4;
    try (var gzip =
        new GZIPInputStream(new ByteArrayInputStream(answer, body, answer.length - body))) {
      assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8))
          .contains("cache_hit_total 3\n");
    }
  }

  @Test
  void longRequest_isRefused() throws IOException {
    String line = "GET /metrics HTTP/1.1\r\nX: ";
    String request = line + "x".repeat(ScrapeConnection.LARGEST_HEAD - line.length());
    assertThat(text(request)).startsWith("HTTP/1.1 431 ");
  }

  @Test
  void requestInPieces_isAnswered() throws IOException {
    try (Socket socket = connect()) {
      for (byte each : "GET /metrics HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)) {
        socket.getOutputStream().write(each);
        socket.getOutputStream().flush();
      }
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void secondRequestOfAConnection_isNotAnswered() throws IOException {
    String request = "GET /metrics HTTP/1.1\r\n\r\n";
    assertThat(text(request + request)).containsOnlyOnce("HTTP/1.1 200 OK");
  }

  @Test
  void scrapesOfOneSecond_takeOneSnapshot() throws IOException {
    for (int i = 0; i < 5; i++) {
      assertThat(text("GET /metrics HTTP/1.1\r\n\r\n")).contains("200 OK");
    }
    assertThat(snapshots).hasValueLessThan(5);
  }

  @Test
  void thousandSilentConnections_keepNobodyOut() throws IOException {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 1_000; i++) {
        silent.add(connect());
      }
      assertThat(text("GET /metrics HTTP/1.1\r\n\r\n")).contains("200 OK");
    } finally {
      for (Socket each : silent) {
        each.close();
      }
    }
  }

  @Test
  void anyPort_isNamed() throws IOException {
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("prometheus: http://localhost:" + exporter.port() + "/metrics");
  }

  @Test
  void takenPort_isOneLine() throws IOException {
    problems.clear();
    PrometheusExporter second = exporter(exporter.port());
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("prometheus: can't listen on localhost:" + exporter.port());
    second.close();
  }
}
