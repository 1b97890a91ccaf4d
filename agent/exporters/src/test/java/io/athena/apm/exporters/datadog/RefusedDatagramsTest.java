package io.athena.apm.exporters.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.metrics.Tags;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.exporters.hosts.HostLookup;
import io.athena.apm.exporters.pacing.Pacer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The operating system takes some of the client's datagrams and refuses others. */
@Timeout(120)
class RefusedDatagramsTest {

  private static final int SERIES = 1_000;

  /** With these the longest series there may be is longer than a datagram of the client. */
  private static final Tags CONSTANT = Tags.of("service", "s".repeat(190));

  private static final String TAGS = "service:" + "s".repeat(190);

  private final TestMetrics metrics = new TestMetrics();
  private final Registry accounts = new TestMetrics().registry();
  private final Delivery delivery = new Delivery(accounts, "datadog");
  private final List<String> reports = new ArrayList<>();
  private final ReadingServer server = new ReadingServer();
  private IntPredicate refused = datagram -> false; // by its number in the test, from 0

  private final DatadogExporter exporter = exporter();

  private DatadogExporter exporter() {
    var port = new UdpAgentPort(HostLookup.of("127.0.0.1", () -> 0), server.port(), nanos -> {});
    return new DatadogExporter(
        new Clients(),
        new Refusing(port, new AtomicInteger(), n -> refused.test(n)),
        CONSTANT,
        new Pacer(nanos -> {}, Duration.ofSeconds(10)),
        delivery,
        reports::add);
  }

  @AfterEach
  void close() {
    assertThat(delivery.unaccounted()).isZero();
    exporter.close();
    server.close();
  }

  @Test
  void linesOfRefusedDatagrams_areDropped_exactly_andNothingArrivesTwice() {
    refused = datagram -> datagram % 3 == 1;
    count(SERIES);
    flush();
    refused = datagram -> false;
    flush();

    int dropped = (int) lines("dropped");
    assertThat(dropped).isBetween(1, SERIES - 1);
    assertThat(server.lines(SERIES - dropped)).doesNotHaveDuplicates();
    assertThat(lines("sent")).isEqualTo(SERIES - dropped);
    assertThat(lines("failed")).isZero();
    assertThat(reports).isEmpty();
  }

  @Test
  void flushOfWhichNothingLeft_goesOutLater() {
    refused = datagram -> true;
    count(SERIES);
    flush();
    refused = datagram -> false;
    flush();

    assertThat(server.lines(SERIES)).doesNotHaveDuplicates();
    assertThat(delivery).hasToString("2000 lines written: 1000 sent, 0 dropped, 1000 failed");
    assertThat(reports)
        .containsExactly(
            "datadog: not taken; values are kept and sent when it works again",
            "datadog: works again");
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

  /** The client cuts it into lines; each of them is written, and sent or refused. */
  @Test
  void distributionOfSeveralLines_isAccountedForLineByLine() {
    for (int i = 0; i < 1_000; i++) {
      metrics.duration("d", "k", "v").record((32L + i % 32) << (i / 32));
    }
    refused = datagram -> datagram % 2 == 1;
    flush();

    assertThat(lines("sent")).isPositive();
    assertThat(lines("dropped")).isPositive();
    assertThat(server.lines((int) lines("sent"))).isNotEmpty();
    assertThat(delivery.toString())
        .startsWith(lines("sent") + lines("dropped") + " lines written: ");
  }

  @Test
  void distributionThatIsTooLongForADatagram_isDropped() {
    String[] tags = longTags();
    metrics.duration("long".repeat(45), tags).record(5);
    count(1);
    flush();

    assertThat(server.lines(1)).containsExactly(line("v0"));
    assertThat(delivery).hasToString("2 lines written: 1 sent, 1 dropped, 0 failed");
  }

  @Test
  void eventOfAFlushOfWhichNothingLeft_isToldLater() {
    metrics.counter("circuit_breaker.event", "name", "n", "library", "l", "event", "open").add(1);
    refused = datagram -> true;
    flush();
    refused = datagram -> false;
    flush();

    assertThat(server.lines(2)).filteredOn(line -> line.startsWith("_e")).hasSize(1);
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

  @Test
  void bytes_areThoseOfTheDatagrams() {
    count(1);
    flush();

    assertThat(accounts.counters(AgentMetrics.BYTES).get("datadog").total())
        .isEqualTo(line("v0").length() + 1L);
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

  /** Stands between the exporter and the socket. */
  private record Refusing(AgentPort port, AtomicInteger number, IntPredicate refused)
      implements AgentPort {

    @Override
    public void open() throws IOException {
      port.open();
    }

    @Override
    public void send(ByteBuffer datagram) throws IOException {
      if (refused.test(number.getAndIncrement())) {
        throw new IOException("not taken");
      }
      port.send(datagram);
    }

    @Override
    public void close() {
      port.close();
    }
  }
}
