package io.athena.apm.exporters.statsd;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.settings.Endpoint;
import io.athena.apm.exporters.LoopbackServer;
import io.athena.apm.exporters.NoExit;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.exporters.pacing.Pacer;
import io.athena.apm.exporters.pacing.ParkingPause;
import io.athena.apm.exporters.pacing.Pause;
import io.athena.apm.metrics.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacerTest {

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final List<Long> rests = new ArrayList<>();

  @Test
  void smallFlush_doesNotRest() {
    send(Pacer.BURST - 1, INTERVAL);

    assertThat(rests).isEmpty();
  }

  @Test
  void rest_comesAfterEachBurst_andIsTenMilliseconds() {
    send(3 * Pacer.BURST, INTERVAL);

    assertThat(rests).hasSize(3).allMatch(nanos -> nanos > MILLISECONDS.toNanos(9));
  }

  @Test
  void rests_getShorter_butNeverLessThanAMillisecond() {
    send(50_000, INTERVAL);

    assertThat(rests).isSortedAccordingTo((one, other) -> Long.compare(other, one));
    assertThat(rests.get(rests.size() - 1)).isEqualTo(MILLISECONDS.toNanos(1));
    assertThat(total(2_000)).isLessThan(MILLISECONDS.toNanos(1_000));
  }

  @Test
  void shortInterval_hasShortRests() {
    send(100, Duration.ofMillis(100));

    assertThat(rests).hasSize(10).containsOnly(MILLISECONDS.toNanos(1));
  }

  @Test
  void flush_startsAgainWithLongRests() {
    Pacer pacer = new Pacer(rests::add, INTERVAL);
    send(10_000, pacer);
    rests.clear();

    pacer.beginFlush();
    send(Pacer.BURST, pacer);

    assertThat(rests).containsExactly(MILLISECONDS.toNanos(10));
  }

  /** The receiver reads only while the sender rests, and its buffer is as the system makes it. */
  @Test
  void tenThousandSeries_fitADefaultReceiveBuffer_oneBurstAtATime() {
    TestMetrics metrics = new TestMetrics();
    for (int i = 0; i < 10_000; i++) {
      metrics.counter("some.longer.name.of.a.metric", "k", "v" + i).increment();
    }
    ManualClock clock = new ManualClock();
    Receiver receiver = new Receiver(Dialect.PLAIN);
    try (LoopbackServer server = LoopbackServer.open()) {
      Pause reading = nanos -> server.receive().forEach(receiver::receive);
      StatsdSettings settings =
          new StatsdSettings(
              Endpoint.parse("127.0.0.1:" + server.port()),
              Dialect.PLAIN,
              DogStatsdProtocol.DEFAULT,
              Tags.NONE,
              100,
              1_432);
      Delivery delivery = new Delivery(new TestMetrics().registry(), "statsd");
      try (StatsdExporter exporter =
          new StatsdExporter(
              "statsd",
              settings,
              PacketSender.of(settings, INTERVAL, reading, clock),
              reading,
              delivery,
              new FlushBreaker("statsd", INTERVAL, line -> {}, clock, new Random(1)),
              NoExit.of(clock).flushLimit(INTERVAL),
              report -> {})) {
        exporter.export(metrics.snapshot(), List.of());
        reading.rest(0);
      }
      assertThat(delivery).hasToString("10000 lines written: 10000 sent, 0 dropped, 0 failed");
    }
    assertThat(receiver.totals().all())
        .hasSize(10_000)
        .allSatisfy(series -> assertThat(series.value()).isEqualTo(1));
  }

  private long total(int datagrams) {
    return rests.stream().limit(datagrams / Pacer.BURST).mapToLong(Long::longValue).sum();
  }

  private void send(int datagrams, Duration interval) {
    send(datagrams, new Pacer(rests::add, interval));
  }

  private static void send(int datagrams, Pacer pacer) {
    for (int i = 0; i < datagrams; i++) {
      pacer.datagramSent();
    }
  }

  @Test
  void pause_restsAlsoWhereItsThreadWasInterrupted() {
    Thread.currentThread().interrupt();
    long started = System.nanoTime();

    new ParkingPause().rest(MILLISECONDS.toNanos(5));

    assertThat(System.nanoTime() - started).isGreaterThan(MILLISECONDS.toNanos(2));
    assertThat(Thread.interrupted()).isFalse();
  }
}
