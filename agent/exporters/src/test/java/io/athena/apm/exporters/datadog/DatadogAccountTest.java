package io.athena.apm.exporters.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.export.Delivery;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.exporters.hosts.HostLookup;
import io.athena.apm.exporters.pacing.Pacer;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the account says: exact while nothing fails, approximate where the client reports errors.
 */
@Timeout(120)
class DatadogAccountTest {

  private static final int SERIES = 1_000;

  /** With these the longest series there may be is longer than a datagram of the client. */
  private static final Tags CONSTANT = Tags.of("service", "s".repeat(190));

  private static final String TAGS = "service:" + "s".repeat(190);

  private final TestMetrics metrics = new TestMetrics();
  private final Registry accounts = new TestMetrics().registry();
  private final Delivery delivery = new Delivery(accounts, "datadog");
  private final List<String> reports = new ArrayList<>();
  private final ReadingServer server = new ReadingServer();
  private final DatadogExporter exporter = exporter(server.port(), 1_432);

  private DatadogExporter exporter(int port, int packetSize) {
    return new DatadogExporter(
        HostLookup.of("127.0.0.1", () -> 0),
        port,
        CONSTANT,
        packetSize,
        new Pacer(nanos -> server.read(), Duration.ofSeconds(10)),
        delivery,
        reports::add);
  }

  @AfterEach
  void close() {
    assertThat(delivery.unaccounted()).isZero();
    exporter.close();
    server.close();
  }

  /** Nothing can be sent to port 0. */
  @Test
  void flushWithAnError_countsAsFailed_andIsNotSentAgain() {
    DatadogExporter broken = exporter(0, 1_432);
    count(SERIES);
    broken.export(metrics.snapshot(), List.of());
    broken.export(metrics.snapshot(), List.of());

    assertThat(delivery).hasToString("1000 lines written: 0 sent, 0 dropped, 1000 failed");
    assertThat(reports)
        .singleElement()
        .asString()
        .startsWith("datadog: ")
        .endsWith("; values of this flush may be lost");
  }

  @Test
  void lineThatIsTooLongForADatagram_isDropped_andTakesNothingWithIt() {
    metrics.counter("long".repeat(45), longTags()).increment();
    count(2);
    flush();
    flush();

    assertThat(server.lines(2)).containsExactlyInAnyOrder(line("v0"), line("v1"));
    assertThat(delivery).hasToString("3 lines written: 2 sent, 1 dropped, 0 failed");
    assertThat(reports).isEmpty();
  }

  /** Lines of every length around that of a datagram: what the client would lose is dropped. */
  @Test
  void linesAroundTheLengthOfADatagram_areSentOrDropped_andNoneIsLost() {
    DatadogExporter small = exporter(server.port(), 300);
    for (int length = 20; length < 100; length++) {
      metrics.counter("c", "k", "v".repeat(length)).increment();
      metrics.duration("d", "k", "v".repeat(length)).record(1_234_567L * length);
    }
    small.export(metrics.snapshot(), List.of());

    assertThat(lines("dropped")).isPositive();
    assertThat(lines("sent")).isGreaterThan(20);
    assertThat(server.lines((int) lines("sent")))
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(300));
  }

  @Test
  void distributionOfSeveralLines_isAccountedForLineByLine() {
    for (int i = 0; i < 1_000; i++) {
      metrics.duration("d", "k", "v").record((32L + i % 32) << (i / 32));
    }
    flush();

    assertThat(lines("sent")).isGreaterThan(1);
    assertThat(server.lines((int) lines("sent")))
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(1_432));
  }

  @Test
  void distributionThatIsTooLongForADatagram_isDropped() {
    metrics.duration("long".repeat(45), longTags()).record(5);
    count(1);
    flush();

    assertThat(server.lines(1)).containsExactly(line("v0"));
    assertThat(delivery).hasToString("2 lines written: 1 sent, 1 dropped, 0 failed");
  }

  @Test
  void lineThatIsTooLongInBytesOnly_isDropped() {
    String[] tags = new String[12];
    for (int i = 0; i < tags.length; i += 2) {
      tags[i] = "key" + i;
      tags[i + 1] = "漢".repeat(100);
    }
    metrics.counter("long", tags).increment();
    count(1);
    flush();

    assertThat(server.lines(1)).containsExactly(line("v0"));
    assertThat(delivery).hasToString("2 lines written: 1 sent, 1 dropped, 0 failed");
  }

  private String line(String value) {
    return "c:1|c|#k:" + value + "," + TAGS;
  }

  /** As long as they may be. */
  private static String[] longTags() {
    var pairs = new String[12];
    for (int i = 0; i < pairs.length; i += 2) {
      pairs[i] = "key" + i + "k".repeat(90);
      pairs[i + 1] = "v".repeat(190);
    }
    return pairs;
  }

  private void count(int series) {
    for (int i = 0; i < series; i++) {
      metrics.counter("c", "k", "v" + i).increment();
    }
  }

  private void flush() {
    exporter.export(metrics.snapshot(), List.of());
  }

  private long lines(String outcome) {
    return accounts.counters(AgentMetrics.LINES).get("datadog", outcome).total();
  }
}
