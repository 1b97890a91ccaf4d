package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.settings.Endpoint;
import io.athena.apm.exporters.LoopbackServer;
import io.athena.apm.exporters.NoExit;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Unit;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AllocationTest {

  private static final int FLUSHES = 20;

  private final TestMetrics metrics = new TestMetrics();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @EnumSource
  void encoding_allocatesNothing_onceTheSeriesAreKnown(Dialect dialect) {
    Encoders encoders = new Encoders(dialect, DogStatsdProtocol.DEFAULT, Tags.of("env", "prod"));
    Discarded sink = new Discarded();
    Snapshot[] snapshots = snapshots();
    encode(snapshots, 0, FLUSHES - 5, encoders, sink);

    long before = threads.getCurrentThreadAllocatedBytes();
    encode(snapshots, FLUSHES - 5, FLUSHES, encoders, sink);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(sink.lines).isGreaterThan(100 * FLUSHES);
    assertThat(allocated).as("bytes for five flushes of 120 series").isLessThan(2_000);
  }

  /** Nor for a datagram, at a real port: there are a hundred of them. */
  @ParameterizedTest
  @EnumSource
  void sending_allocatesNothing_onceTheSeriesAreKnown(Dialect dialect) {
    try (LoopbackServer server = LoopbackServer.open();
        StatsdExporter exporter = exporter(dialect, server.port())) {
      Snapshot[] snapshots = snapshots();
      for (int i = 0; i < FLUSHES - 5; i++) {
        exporter.export(snapshots[i], List.of());
        server.receive();
      }

      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = FLUSHES - 5; i < FLUSHES; i++) {
        exporter.export(snapshots[i], List.of());
      }
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;

      assertThat(server.receive()).isNotEmpty();
      assertThat(allocated).as("bytes for five flushes of 120 series").isLessThan(1_000);
    }
  }

  private static StatsdExporter exporter(Dialect dialect, int port) {
    return new StatsdExporter(
        "statsd",
        new StatsdSettings(
            Endpoint.parse("127.0.0.1:" + port),
            dialect,
            DogStatsdProtocol.DEFAULT,
            Tags.NONE,
            100,
            1_432),
        Duration.ofSeconds(10),
        NoExit.of(System::nanoTime),
        new Delivery(new TestMetrics().registry(), "statsd"),
        report -> {
          throw new AssertionError(report);
        });
  }

  private Snapshot[] snapshots() {
    Snapshot[] snapshots = new Snapshot[FLUSHES];
    for (int i = 0; i < FLUSHES; i++) {
      measure();
      snapshots[i] = metrics.snapshot();
    }
    return snapshots;
  }

  private void measure() {
    for (int i = 0; i < 100; i++) {
      metrics.counter("c", "k", "v" + i).add(i + 1);
    }
    for (int i = 0; i < 10; i++) {
      metrics.gauge("g", Unit.RATIO, -0.123 * i, "k", "v" + i);
      for (int v = 0; v < 300; v++) {
        metrics.duration("h", "k", "v" + i).record(1_000L * v * v * i);
      }
    }
  }

  private static void encode(
      Snapshot[] snapshots, int from, int to, Encoders encoders, LineSink sink) {
    for (int i = from; i < to; i++) {
      for (Sample sample : snapshots[i].samples()) {
        encoders.of(sample.series()).encode(sample, sink);
      }
    }
  }

  private static final class Discarded implements LineSink {

    private final Packet line = new Packet(StatsdSettings.DEFAULT_PACKET_SIZE, 1);
    private int lines;

    @Override
    public Packet begin() {
      return line.beginLine();
    }

    @Override
    public boolean end() {
      line.lineContent().sent();
      lines++;
      return true;
    }
  }
}
