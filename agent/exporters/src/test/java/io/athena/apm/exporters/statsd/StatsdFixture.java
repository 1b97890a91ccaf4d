package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.export.Shutdown;
import io.athena.apm.core.settings.Endpoint;
import io.athena.apm.core.settings.UdpEndpoint;
import io.athena.apm.exporters.NoExit;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** An exporter at a {@link UdpPort}, with the lines that it has accounted for and reported. */
final class StatsdFixture {

  static final Duration INTERVAL = Duration.ofSeconds(10);

  final TestMetrics metrics = new TestMetrics();
  final UdpPort port = new UdpPort();
  final ManualClock clock = new ManualClock();
  final Shutdown exit = NoExit.of(clock);
  final List<String> reports = new ArrayList<>();
  final List<String> pauses = new ArrayList<>();

  private Runnable pauseAction = () -> {};
  private final Registry accounts = new TestMetrics().registry();
  private final Delivery delivery = new Delivery(accounts, "statsd");
  private final StatsdExporter exporter;
  private final long mostInDoubt;

  StatsdFixture(Dialect dialect, int batchSize, int packetSize) {
    this(dialect, batchSize, packetSize, 1);
  }

  /** With a seed for what is drawn at random. */
  StatsdFixture(Dialect dialect, int batchSize, int packetSize, long seed) {
    mostInDoubt = Math.max(2, batchSize); // the two lines of a negative gauge are never parted
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    Endpoint endpoint = new UdpEndpoint("stats", 8125);
    exporter =
        new StatsdExporter(
            "statsd",
            new StatsdSettings(
                endpoint, dialect, DogStatsdProtocol.DEFAULT, Tags.NONE, batchSize, packetSize),
            port,
            this::rest,
            delivery,
            new FlushBreaker("statsd stats:8125", INTERVAL, reports::add, clock, random),
            exit.flushLimit(INTERVAL),
            reports::add);
  }

  private void rest(long nanos) {
    pauses.add("pause");
    pauseAction.run();
    clock.pass(nanos, TimeUnit.NANOSECONDS);
  }

  void passSeconds(int seconds) {
    clock.pass(seconds, TimeUnit.SECONDS);
  }

  /** An interval passes, and then there is a flush. */
  void flushLater() {
    clock.pass(INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
    flush();
  }

  /** As {@link #flushLater}, and gives what arrived. */
  List<String> flushedLater() {
    flushLater();
    return port.receive();
  }

  /** Between flushes every line is accounted for, except those of the latest packet. */
  void flush() {
    exporter.export(metrics.snapshot(), List.of());
    assertThat(delivery.unaccounted()).as(delivery::toString).isBetween(0L, mostInDoubt);
  }

  /** Reports what can't wait for a flush, and gives what arrived. */
  List<String> early() {
    exporter.exportEarly(metrics.snapshot());
    return port.receive();
  }

  /** Flushes and gives what arrived. */
  List<String> flushed() {
    flush();
    return port.receive();
  }

  /** The lines that were sent, those included whose packet may still turn out to be lost. */
  long sent() {
    return lines("sent") + delivery.unaccounted();
  }

  long dropped() {
    return lines("dropped");
  }

  long failed() {
    return lines("failed");
  }

  /** What the exit would say. */
  String account() {
    return delivery.toString();
  }

  long bytes() {
    return accounts.counters(AgentMetrics.BYTES).get("statsd").total();
  }

  /** Happens during every rest. */
  void onPause(Runnable action) {
    pauseAction = action;
  }

  void close() {
    exporter.close();
    assertThat(delivery.unaccounted()).as(delivery::toString).isZero();
  }

  private long lines(String outcome) {
    return accounts.counters(AgentMetrics.LINES).get("statsd", outcome).total();
  }
}
