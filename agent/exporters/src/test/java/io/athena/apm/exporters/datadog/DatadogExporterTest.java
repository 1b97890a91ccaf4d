package io.athena.apm.exporters.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.listen.UdpReceiver;
import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.settings.UdpEndpoint;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.exporters.hosts.HostLookup;
import io.athena.apm.exporters.pacing.Pacer;
import io.athena.apm.exporters.pacing.ParkingPause;
import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Unit;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class DatadogExporterTest {

  private static final Pattern DISTRIBUTION =
      Pattern.compile("d((?::[0-9.]+)+)\\|d(?:\\|@([0-9.]+))?\\|#k:v");

  private static final int PACKET_SIZE = 1_432;

  private final TestMetrics metrics = new TestMetrics();
  private final Delivery delivery = new Delivery(new TestMetrics().registry(), "datadog");
  private final List<String> reports = new ArrayList<>();
  private final ReadingServer server = new ReadingServer();
  private final HostLookup here = HostLookup.of("127.0.0.1", () -> 0);
  private final DatadogExporter exporter = exporter(here);

  private DatadogExporter exporter(HostLookup host) {
    return new DatadogExporter(
        host,
        server.port(),
        Tags.NONE,
        PACKET_SIZE,
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
  void money_leavesWithSixDigits_andTheRestWaits() {
    metrics.money("ai.cost", "currency", "USD").add(1_234_567_899);
    flush();
    metrics.money("ai.cost", "currency", "USD").add(101);
    flush();

    assertThat(server.lines(2))
        .containsExactly("ai.cost:1.234567|c|#currency:USD", "ai.cost:0.000001|c|#currency:USD");
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
  void distribution_leavesAsWhatWasGained() {
    metrics.duration("d").record(5_000_000);
    metrics.duration("d").record(7_000_000);
    flush();
    metrics.duration("d").record(7_000_000);
    metrics.duration("d").record(9_000_000);
    flush();

    assertThat(server.lines(2))
        .containsExactly("d:5.0425065:6.9783745|d", "d:6.9783745:9.049832|d");
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
            new UdpEndpoint("127.0.0.1", server.port()),
            Tags.NONE,
            PACKET_SIZE,
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
  @ParameterizedTest
  @ValueSource(ints = {10_000, 100_000})
  void largeFlush_arrivesWhole_atThePaceOfAService(int series) {
    for (int i = 0; i < series; i++) {
      metrics.counter("some.metric" + i / 10_000, "k", "v" + i).increment();
    }
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    try (UdpReceiver reading = UdpReceiver.start(0, datagram -> lines.addAll(datagram.lines()));
        DatadogExporter paced =
            new DatadogExporter(
                new UdpEndpoint("127.0.0.1", reading.port()),
                Tags.NONE,
                PACKET_SIZE,
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
    List<InetAddress> addresses = new ArrayList<>();
    Callable<InetAddress[]> resolver = () -> addresses.toArray(new InetAddress[0]);
    AtomicLong now = new AtomicLong();
    LongSupplier eachFlush = () -> now.getAndAdd(TimeUnit.SECONDS.toNanos(10));
    DatadogExporter lost =
        exporter(new HostLookup("agent.test", resolver, Runnable::run, Duration.ZERO, eachFlush));
    metrics.counter("c").add(1);
    lost.export(metrics.snapshot(), List.of());
    lost.export(metrics.snapshot(), List.of());
    assertThat(reports).singleElement().asString().startsWith("datadog: unknown host: agent.test");
    assertThat(delivery)
        .hasToString("0 lines written: 0 sent, 0 dropped, 0 failed; 1 series not sent");

    addresses.add(InetAddress.getLoopbackAddress());
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
                + "|t:warning|#event:open,library:l,name:payments",
            "_sc|circuit_breaker.state|2|#library:l,name:payments");
  }

  @Test
  void eventThatWasTold_isNotToldAgain() {
    metrics.counter("circuit_breaker.event", "name", "n", "library", "l", "event", "open").add(1);
    flush();
    flush();

    assertThat(server.lines(2)).hasSize(2);
  }

  @Test
  void eventThatWasToldEarly_isNotToldAgain() {
    metrics.counter("circuit_breaker.event", "name", "n", "library", "l", "event", "open").add(1);
    exporter.exportEarly(metrics.snapshot());
    assertThat(server.lines(2)).anyMatch(line -> line.startsWith("_e{"));

    metrics.counter("cache.hit").add(1);
    flush();

    assertThat(server.lines(3)).filteredOn(line -> line.startsWith("_e{")).hasSize(1);
    assertThat(delivery).hasToString("3 lines written: 3 sent, 0 dropped, 0 failed");
  }

  private long sentLines() {
    return Long.parseLong(delivery.toString().split(" ")[0]);
  }

  private void flush() {
    exporter.export(metrics.snapshot(), List.of());
  }
}
