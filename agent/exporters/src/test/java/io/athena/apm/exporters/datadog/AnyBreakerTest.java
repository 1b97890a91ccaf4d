package io.athena.apm.exporters.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.statsd.Dialect;
import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.settings.UdpEndpoint;
import io.athena.apm.exporters.AnyText;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.exporters.statsd.Sweep;
import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever a breaker is called: its events and checks are lines, and no other line comes of them.
 */
@Timeout(120)
class AnyBreakerTest {

  private static final int FLUSHES = Sweep.cases(5, 20);
  private static final int BREAKERS = 500;
  private static final String[] CHANGES = {"open", "half_open", "closed", "forced_open"};

  private final Random random = new Random(8);
  private final AnyText text = new AnyText(random);
  private final ReadingServer server = new ReadingServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void anyName_givesEventsAndChecksThatAStrictReaderReads() {
    int events = 0;
    for (int flush = 0; flush < FLUSHES; flush++) {
      TestMetrics metrics = new TestMetrics();
      for (int i = 0; i < BREAKERS; i++) {
        measure(metrics, text.next());
      }
      for (String line : flushed(metrics)) {
        events += read(line);
      }
    }
    assertThat(events).isGreaterThan(FLUSHES * BREAKERS / 2);
  }

  @Test
  void nameThatLooksLikeLines_injectsNone() {
    TestMetrics metrics = new TestMetrics();
    measure(metrics, "x\nfake.metric:9999|c\ny");

    assertThat(flushed(metrics))
        .allSatisfy(line -> assertThat(line).doesNotStartWith("fake"))
        .filteredOn(line -> line.startsWith("_e"))
        .singleElement()
        .asString()
        .contains("|k:circuit_breaker.event:x_fake.metric:9999_c_y|");
  }

  private void measure(TestMetrics metrics, String name) {
    String change = CHANGES[random.nextInt(CHANGES.length)];
    metrics
        .counter("circuit_breaker.event", "name", name, "library", "l", "event", change)
        .increment();
    metrics.gauge(
        "circuit_breaker.state", Unit.COUNT, random.nextInt(5), "name", name, "library", "l");
  }

  private List<String> flushed(TestMetrics metrics) {
    List<String> reports = new ArrayList<>();
    Delivery delivery = new Delivery(new TestMetrics().registry(), "datadog");
    int before = server.lines().size();
    try (DatadogExporter exporter =
        new DatadogExporter(
            new UdpEndpoint("127.0.0.1", server.port()),
            Tags.NONE,
            1_432,
            nanos -> server.read(),
            Duration.ofSeconds(10),
            delivery,
            reports::add)) {
      exporter.export(metrics.snapshot(), List.of());
    }
    server.read();
    List<String> lines = server.lines();
    assertThat(reports).isEmpty();
    assertThat(delivery.unaccounted()).isZero();
    assertThat(delivery.toString()).contains(": " + (lines.size() - before) + " sent, 0 dropped");
    return lines.subList(before, lines.size());
  }

  /** Gives how many events there were. */
  private static int read(String line) {
    if (!NewsLine.isNews(line)) {
      Dialect.DOGSTATSD.parse(line);
      return 0;
    }
    NewsLine read = NewsLine.parse(line);
    if (read.title().equals("circuit_breaker.state")) {
      return 0;
    }
    String name = read.field("k:").substring("circuit_breaker.event:".length());
    assertThat(read.field("#")).contains("name:" + name);
    assertThat(read.title()).startsWith("Circuit breaker " + name + ": ");
    return 1;
  }
}
