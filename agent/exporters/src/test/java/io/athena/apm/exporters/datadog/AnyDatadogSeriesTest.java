package io.athena.apm.exporters.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.statsd.Dialect;
import io.athena.apm.command.statsd.MetricType;
import io.athena.apm.command.statsd.StatsdLine;
import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.settings.UdpEndpoint;
import io.athena.apm.exporters.AnySeries;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.exporters.statsd.Sweep;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.metrics.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As {@code AnySeriesTest}, through Datadog's client and a socket. */
@Timeout(120)
class AnyDatadogSeriesTest {

  private static final int FLUSHES = Sweep.cases(5, 30);
  private static final int SERIES = 2_000;

  private final AnySeries any = new AnySeries(new Random(5));
  private final ReadingServer server = new ReadingServer();
  private final Registry accounts = new TestMetrics().registry();
  private final Delivery delivery = new Delivery(accounts, "datadog");
  private final List<String> reports = new ArrayList<>();

  @AfterEach
  void close() {
    assertThat(delivery.unaccounted()).isZero();
    assertThat(reports).isEmpty();
    server.close();
  }

  @Test
  void anySeries_isReadByTheStrictReceiver_withWhatWasCounted() {
    double expected = 0;
    for (int flush = 0; flush < FLUSHES; flush++) {
      Snapshot snapshot = any.snapshot(SERIES);
      expected += snapshot.samples().stream().mapToDouble(AnyDatadogSeriesTest::count).sum();
      export(snapshot, any.constant());
    }
    server.read();

    double counted = 0;
    for (String line : server.lines()) {
      counted += count(Dialect.DOGSTATSD.parse(line));
    }
    assertThat(server.lines()).hasSize((int) lines("sent"));
    assertThat(lines("dropped")).as("lines of 10,000 characters").isLessThan(FLUSHES * SERIES / 60);
    assertThat(counted).isBetween(expected * 0.98, expected);
  }

  private void export(Snapshot snapshot, Tags constant) {
    try (DatadogExporter exporter =
        new DatadogExporter(
            new UdpEndpoint("127.0.0.1", server.port()),
            constant,
            1_432,
            nanos -> server.read(),
            Duration.ofSeconds(10),
            delivery,
            reports::add)) {
      exporter.export(snapshot, List.of());
    }
  }

  private static double count(Sample sample) {
    return sample instanceof Sample.Count count
        ? count.total()
        : sample instanceof Sample.Recorded recorded ? recorded.distribution().count() : 0;
  }

  private static double count(StatsdLine line) {
    return line.type() == MetricType.GAUGE
        ? 0
        : line.samples().stream()
            .mapToDouble(read -> line.type() == MetricType.COUNTER ? read.value() : read.weight())
            .sum();
  }

  private long lines(String outcome) {
    return accounts.counters(AgentMetrics.LINES).get("datadog", outcome).total();
  }
}
