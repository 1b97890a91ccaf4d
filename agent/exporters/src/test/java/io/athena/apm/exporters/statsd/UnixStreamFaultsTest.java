package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.settings.Endpoint;
import io.athena.apm.exporters.NoExit;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Tags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver at a real Unix socket that goes, comes back and does not read; with the account. */
class UnixStreamFaultsTest {

  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final int SERIES = 2_000;

  @TempDir private Path directory;

  private final TestMetrics metrics = new TestMetrics();
  private final Registry accounts = new TestMetrics().registry();
  private final Delivery delivery = new Delivery(accounts, "statsd");
  private final List<String> reports = new ArrayList<>();
  private final ManualClock clock = new ManualClock();
  private final Receiver receiver = new Receiver(Dialect.PLAIN);
  private long arrived; // lines
  private Path path;
  private StatsdExporter exporter;
  private int restsUntilKill;
  private Runnable kill = () -> {};

  @BeforeEach
  void open() {
    path = directory.resolve("s.sock");
    StatsdSettings settings =
        new StatsdSettings(
            Endpoint.parse("unixstream://" + path),
            Dialect.PLAIN,
            DogStatsdProtocol.DEFAULT,
            Tags.NONE,
            100,
            1_432);
    exporter =
        new StatsdExporter(
            "statsd",
            settings,
            PacketSender.of(settings, INTERVAL, this::rest, clock),
            this::rest,
            delivery,
            new FlushBreaker("statsd", INTERVAL, reports::add, clock, new Random(1)),
            NoExit.of(clock).flushLimit(INTERVAL),
            reports::add);
  }

  private void rest(long nanos) {
    clock.pass(nanos, TimeUnit.NANOSECONDS);
    if (--restsUntilKill == 0) {
      kill.run();
    }
  }

  @AfterEach
  void close() {
    exporter.close();
    assertAccount();
  }

  /** Every line is accounted for, and what has come is what was sent. */
  private void assertAccount() {
    assertThat(delivery.unaccounted()).as(delivery::toString).isZero();
    assertThat(lines("dropped")).isZero();
    assertThat(lines("sent")).as(delivery::toString).isEqualTo(arrived);
  }

  @Test
  void valuesOfAnOutage_arriveOnceTheReceiverIsBack() {
    countAndFlush(5);
    assertThat(reports).singleElement().asString().startsWith("statsd: ");

    try (UnixServer server = UnixServer.open(path)) {
      countAndFlush(3, server);
    }
    assertTotals(8);
    assertThat(reports.get(1)).startsWith("statsd: works again after ");
  }

  @Test
  void receiverThatIsRestartedBetweenFlushes_getsEverything_withoutAWord() {
    try (UnixServer server = UnixServer.open(path)) {
      countAndFlush(2, server);
    }
    try (UnixServer successor = UnixServer.open(path)) {
      countAndFlush(2, successor);
    }
    assertTotals(4);
    assertThat(reports).isEmpty();
    assertThat(lines("failed")).isZero();
  }

  /**
   * What it has read is its own, and all it had is read before it goes, since nobody can know of
   * the rest. At the first rest one packet has left; at the thousandth the socket is full, and of
   * one packet the receiver has half.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 1_000})
  void receiverThatIsKilledDuringAFlush_leavesTheRestToItsSuccessor(int rests) {
    UnixServer server = UnixServer.open(path);
    countAndFlush(2, server);
    restsUntilKill = rests;
    kill =
        () -> {
          read(server);
          server.close();
        };
    countAndFlush(20);
    assertThat(restsUntilKill).as("it was killed").isNotPositive();
    assertThat(reports).singleElement().asString().startsWith("statsd: ");

    try (UnixServer successor = UnixServer.open(path)) {
      countAndFlush(3, successor);
    }
    assertTotals(25);
    assertThat(reports).hasSize(2);
    assertThat(reports.get(1)).startsWith("statsd: works again after ");
  }

  /** What fits the socket is the receiver's; the rest waits in the cells, not in a queue. */
  @Test
  void receiverThatDoesNotReadForAWhile_getsEverythingInTheEnd_once() {
    try (UnixServer server = UnixServer.open(path)) {
      countAndFlush(40);
      assertThat(lines("failed")).isPositive();

      countAndFlush(3, server);
    }
    assertTotals(43);
  }

  /** Each line says what has become of it: written = sent + dropped + failed. */
  @Test
  void everyLineIsAccountedFor_whateverHappens() {
    try (UnixServer server = UnixServer.open(path)) {
      countAndFlush(40);
      read(server);

      assertThat(lines("failed")).isPositive();
      assertThat(delivery.toString())
          .startsWith((arrived + lines("failed")) + " lines written: " + arrived + " sent");
    }
  }

  private void countAndFlush(int times) {
    countAndFlush(times, null);
  }

  private void countAndFlush(int times, UnixServer reader) {
    for (int flush = 0; flush < times; flush++) {
      for (int i = 0; i < SERIES; i++) {
        metrics.counter("some.metric", "k", "v" + i).increment();
      }
      clock.pass(INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
      if (reader != null) {
        read(reader);
      }
      exporter.export(metrics.snapshot(), List.of());
      if (reader != null) {
        read(reader);
      }
    }
  }

  private void read(UnixServer server) {
    for (String packet : server.receive()) {
      arrived += packet.lines().count();
      receiver.receive(packet);
    }
  }

  private void assertTotals(int times) {
    assertThat(receiver.totals().all())
        .hasSize(SERIES)
        .allSatisfy(series -> assertThat(series.value()).isEqualTo(times));
  }

  private long lines(String outcome) {
    return accounts.counters(AgentMetrics.LINES).get("statsd", outcome).total();
  }
}
