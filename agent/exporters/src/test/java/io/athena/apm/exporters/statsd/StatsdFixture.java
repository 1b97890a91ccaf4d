package io.athena.apm.exporters.statsd;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.metrics.Tags;
import io.athena.apm.exporters.TestMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An exporter at a {@link UdpPort}, with the lines that it has accounted for and reported. */
final class StatsdFixture {

  final TestMetrics metrics = new TestMetrics();
  final UdpPort port = new UdpPort();
  final ManualClock clock = new ManualClock();
  final List<String> reports = new ArrayList<>();
  final List<String> pauses = new ArrayList<>();

  private final Registry accounts = new TestMetrics().registry();
  private final StatsdExporter exporter;

  StatsdFixture(Dialect dialect, int batchSize, int packetSize) {
    Endpoint endpoint = new Endpoint("stats", 8125);
    exporter =
        new StatsdExporter(
            new StatsdSettings(endpoint, dialect, Tags.NONE, batchSize, packetSize),
            port,
            () -> pauses.add("pause"),
            new Delivery(accounts, "statsd"),
            new Outage(endpoint, reports::add, clock));
  }

  void passSeconds(int seconds) {
    clock.pass(seconds, TimeUnit.SECONDS);
  }

  void flush() {
    exporter.export(metrics.snapshot(), List.of());
  }

  /** Flushes and gives what arrived. */
  List<String> flushed() {
    flush();
    return port.receive();
  }

  long sent() {
    return lines("sent");
  }

  long dropped() {
    return lines("dropped");
  }

  long failed() {
    return lines("failed");
  }

  long bytes() {
    return accounts.counters(AgentMetrics.BYTES).get("statsd").total();
  }

  private long lines(String outcome) {
    return accounts.counters(AgentMetrics.LINES).get("statsd", outcome).total();
  }
}
