package io.athena.apm.exporters.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.listen.UdpReceiver;
import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.metrics.Tags;
import io.athena.apm.core.metrics.Unit;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.exporters.pacing.ParkingPause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DatadogExporterTest {

  private static final Pattern DISTRIBUTION =
      Pattern.compile("d((?::[0-9.]+)+)\\|d(?:\\|@([0-9.]+))?\\|#k:v");

  private final TestMetrics metrics = new TestMetrics();
  private final Delivery delivery = new Delivery(new TestMetrics().registry(), "datadog");
  private final List<String> reports = new ArrayList<>();
  private final ReadingServer server = new ReadingServer();
  private final DatadogExporter exporter = exporter(new Clients("127.0.0.1", server.port()));

  private DatadogExporter exporter(ClientSource clients) {
    return new DatadogExporter(
        clients, Tags.NONE, nanos -> {}, Duration.ofSeconds(10), delivery, reports::add);
  }

  @AfterEach
  void close() {
    exporter.close();
    server.close();
  }

  @Test
  void counter_leavesAsWhatWasGained() {
    metrics.counter("cache.hit", "cache", "a b").add(3);
    flush();
    metrics.counter("cache.hit", "cache", "a b").add(2);
    flush();

    assertThat(server.lines(2))
        .containsExactly("cache.hit:3|c|#cache:a_b", "cache.hit:2|c|#cache:a_b");
    assertThat(delivery).hasToString("2 lines written: 2 sent, 0 dropped, 0 failed");
  }

  @Test
  void gauge_leavesAsItIs() {
    metrics.gauge("g", Unit.COUNT, -4.5);
    flush();

    assertThat(server.lines(1)).containsExactly("g:-4.5|g");
  }

  /** As the Agent does: each value int64(1/rate) times. */
  @Test
  void distribution_isCountedExactly() {
    for (int i = 0; i < 1_237; i++) {
      metrics.duration("d", "k", "v").record(5_000_000);
    }
    for (int i = 0; i < 43; i++) {
      metrics.duration("d", "k", "v").record(7_000_000);
    }
    flush();
    flush();

    long count = 0;
    for (String line : server.lines((int) sentLines())) {
      Matcher matcher = DISTRIBUTION.matcher(line);
      assertThat(matcher.matches()).as(line).isTrue();
      long weight =
          matcher.group(2) == null ? 1 : (long) (1 / Double.parseDouble(matcher.group(2)));
      count += weight * (matcher.group(1).split(":").length - 1);
    }
    assertThat(count).isEqualTo(1_280);
  }

  @Test
  void hundredThousandLines_allArrive() {
    int series = 19_000;
    for (int i = 0; i < series; i++) {
      metrics.counter("some.metric", "k", "v" + i).increment();
      metrics.counter("other.metric", "k", "v" + i).increment();
      metrics.counter("third.metric", "k", "v" + i).increment();
      metrics.counter("fourth.metric", "k", "v" + i).increment();
      metrics.counter("fifth.metric", "k", "v" + i).increment();
      metrics.counter("sixth.metric", "k", "v" + i).increment();
    }
    // Rests while the receiver is behind, so that its buffer is not what is tested.
    try (DatadogExporter paced =
        new DatadogExporter(
            new Clients("127.0.0.1", server.port()),
            Tags.NONE,
            nanos -> server.read(),
            Duration.ofSeconds(10),
            delivery,
            reports::add)) {
      paced.export(metrics.snapshot(), List.of());
    }

    assertThat(server.lines(6 * series)).doesNotHaveDuplicates();
    assertThat(delivery).hasToString("114000 lines written: 114000 sent, 0 dropped, 0 failed");
  }

  /** With the rests of a service; a receiver that reads, with the buffer that it can get. */
  @Test
  void largeFlush_arrivesWhole_atThePaceOfAService() {
    int series = 10_000;
    for (int i = 0; i < series; i++) {
      metrics.counter("some.metric", "k", "v" + i).increment();
    }
    List<String> lines = new CopyOnWriteArrayList<>();
    try (UdpReceiver reading = UdpReceiver.start(0, datagram -> lines.addAll(datagram.lines()));
        DatadogExporter paced =
            new DatadogExporter(
                new Clients("127.0.0.1", reading.port()),
                Tags.NONE,
                new ParkingPause(),
                Duration.ofSeconds(10),
                delivery,
                reports::add)) {
      paced.export(metrics.snapshot(), List.of());
    }
    assertThat(lines).hasSize(series).doesNotHaveDuplicates();
  }

  @Test
  void unknownHost_isSaidOnce_andTheValuesGoOutLater() {
    ClientSource unknown = new Clients("does-not-exist.invalid", 8125);
    ClientSource known = new Clients("127.0.0.1", server.port());
    List<ClientSource> source = new ArrayList<>(List.of(unknown));
    DatadogExporter lost = exporter(observer -> source.get(0).open(observer));
    metrics.counter("c").add(1);
    lost.export(metrics.snapshot(), List.of());
    lost.export(metrics.snapshot(), List.of());
    assertThat(reports).singleElement().asString().startsWith("datadog: Failed to lookup");
    assertThat(delivery)
        .hasToString("0 lines written: 0 sent, 0 dropped, 0 failed; 1 series not sent");

    source.set(0, known);
    metrics.counter("c").add(2);
    lost.export(metrics.snapshot(), List.of());
    lost.export(metrics.snapshot(), List.of());

    assertThat(server.lines(1)).containsExactly("c:3|c");
    assertThat(reports).hasSize(2).last().isEqualTo("datadog: works again");
    assertThat(delivery).hasToString("1 lines written: 1 sent, 0 dropped, 0 failed");
  }

  @Test
  void breakers_areEventsAndServiceChecks() {
    String[] tags = {"name", "payments", "library", "l", "event", "open"};
    metrics.counter("circuit_breaker.event", tags).add(1);
    metrics
        .counter("circuit_breaker.event", "name", "payments", "library", "l", "event", "success")
        .add(9);
    metrics.gauge("circuit_breaker.state", Unit.COUNT, 2, "name", "payments", "library", "l");
    flush();

    List<String> lines = new ArrayList<>(server.lines(5));
    lines.sort(Comparator.naturalOrder());
    assertThat(lines)
        .contains(
            "_e{30,4}:Circuit breaker payments: open|once|k:circuit_breaker.event:payments"
                + "|t:warning|#name:payments,library:l,event:open",
            "_sc|circuit_breaker.state|2|#name:payments,library:l");
  }

  @Test
  void eventThatWasTold_isNotToldAgain() {
    metrics.counter("circuit_breaker.event", "name", "n", "library", "l", "event", "open").add(1);
    flush();
    flush();

    assertThat(server.lines(2)).hasSize(2);
  }

  private long sentLines() {
    return Long.parseLong(delivery.toString().split(" ")[0]);
  }

  private void flush() {
    exporter.export(metrics.snapshot(), List.of());
  }
}
