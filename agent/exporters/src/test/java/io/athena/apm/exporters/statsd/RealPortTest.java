package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.settings.Endpoint;
import io.athena.apm.exporters.LoopbackServer;
import io.athena.apm.exporters.NoExit;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.metrics.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The exporter as it is shipped, at a real port. */
class RealPortTest {

  private final TestMetrics metrics = new TestMetrics();
  private final Delivery delivery = new Delivery(new TestMetrics().registry(), "statsd");
  private final List<String> reports = new ArrayList<>();

  @Test
  void valuesMeasuredWhileThePortWasClosed_arriveOnceItIsOpen() {
    int port = freePort();
    try (StatsdExporter exporter = exporter("127.0.0.1:" + port)) {
      for (int flush = 0; flush < 4; flush++) {
        count(1_000);
        flush(exporter);
      }
      assertThat(reports)
          .containsExactly(
              "statsd 127.0.0.1:"
                  + port
                  + ": nobody listens there (port closed); values are kept and sent when it"
                  + " answers");

      try (LoopbackServer server = LoopbackServer.open(port)) {
        Receiver receiver = new Receiver(Dialect.PLAIN);
        for (int flush = 0; flush < 3; flush++) {
          count(1_000);
          flush(exporter);
          server.receive().forEach(receiver::receive);
        }
        assertThat(receiver.totals().all())
            .hasSize(1_000)
            .allSatisfy(series -> assertThat(series.value()).isEqualTo(7));
      }
    }
    assertThat(reports).hasSize(2);
    assertThat(reports.get(1)).startsWith("statsd 127.0.0.1:" + port + ": works again after ");
  }

  @Test
  void lonePacketLostAtAClosedPort_isSentAgain() {
    int port = freePort();
    try (StatsdExporter exporter = exporter("127.0.0.1:" + port)) {
      count(1);
      flush(exporter);
      try (LoopbackServer server = LoopbackServer.open(port)) {
        count(1);
        flush(exporter);
        flush(exporter);
        assertThat(server.receive()).containsExactly("c.v0:2|c");
      }
    }
    assertThat(delivery).hasToString("2 lines written: 1 sent, 0 dropped, 1 failed");
  }

  @Test
  void hostThatDoesNotExist_isReported_andKeepsNobodyFromGoingOn() {
    try (StatsdExporter exporter = exporter("does-not-exist.invalid")) {
      count(1);
      flush(exporter);
    }
    assertThat(reports)
        .containsExactly(
            "statsd does-not-exist.invalid:8125: unknown host; values are kept and sent when it is"
                + " known");
  }

  private StatsdExporter exporter(String endpoint) {
    return new StatsdExporter(
        "statsd",
        new StatsdSettings(
            Endpoint.parse(endpoint),
            Dialect.PLAIN,
            DogStatsdProtocol.DEFAULT,
            Tags.NONE,
            100,
            1_432),
        Duration.ofNanos(1),
        NoExit.of(System::nanoTime),
        delivery,
        reports::add);
  }

  private void count(int series) {
    for (int i = 0; i < series; i++) {
      metrics.counter("c", "k", "v" + i).increment();
    }
  }

  private void flush(StatsdExporter exporter) {
    exporter.export(metrics.snapshot(), List.of());
  }

  private static int freePort() {
    try (LoopbackServer server = LoopbackServer.open()) {
      return server.port();
    }
  }
}
