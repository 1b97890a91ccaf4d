package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import com.timgroup.statsd.DirectStatsDClient;
import com.timgroup.statsd.NonBlockingStatsDClientBuilder;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Unit;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our lines are those that Datadog's own client writes for the same values. */
@Timeout(30)
class DatadogClientTest {

  private final TestMetrics metrics = new TestMetrics();

  @ParameterizedTest
  @ValueSource(longs = {1, 42, 9_999_999_999L})
  void counter_isTheSame(long amount) throws Exception {
    metrics.counter("cache.hit", "cache", "sessions", "library", "caffeine").add(amount);

    assertThat(client(c -> c.count("cache.hit", amount, "cache:sessions", "library:caffeine")))
        .isEqualTo(comparable(ours()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -5.25, 0.9375, 123456.654321, 1e12, 0.000001})
  void gauge_isTheSame(double value) throws Exception {
    metrics.gauge("cache.hit_rate", Unit.RATIO, value, "cache", "é漢");

    assertThat(client(c -> c.recordGaugeValue("cache.hit_rate", value, "cache:é漢")))
        .isEqualTo(comparable(ours()));
  }

  @Test
  void originOfALine_isTheSame() throws Exception {
    metrics.counter("c", "k", "v").increment();
    Encoders encoders =
        new Encoders(
            Dialect.DOGSTATSD,
            DogStatsdProtocol.of("1.4", new Origin("ci-1f4e", "", "")),
            Tags.of("service", "orders"));

    assertThat(client(builder().containerID("ci-1f4e"), c -> c.count("c", 1, "k:v")))
        .isEqualTo(comparable(CollectedLines.of(metrics.snapshot(), encoders).get(0)));
  }

  @Test
  void entityOfALine_isTheSame() throws Exception {
    metrics.counter("c", "k", "v").increment();
    Tags constant =
        Origin.addEntity(Tags.of("service", "orders"), Map.of("DD_ENTITY_ID", "0a1b-22"));
    Encoders encoders = new Encoders(Dialect.DOGSTATSD, DogStatsdProtocol.DEFAULT, constant);

    assertThat(client(builder().entityID("0a1b-22"), c -> c.count("c", 1, "k:v")))
        .isEqualTo(comparable(CollectedLines.of(metrics.snapshot(), encoders).get(0)));
  }

  @Test
  void distribution_ofOneValue_isTheSame() throws Exception {
    metrics.duration("d", "k", "v").record(63);

    assertThat(client(c -> c.recordDistributionValue("d", 0.000063, "k:v")))
        .isEqualTo(comparable(ours()));
  }

  @Test
  void timerAndHistogram_asNewRelicGetsThem_areTheSame() throws Exception {
    metrics.histogram("took", Unit.MILLISECONDS).record(40);
    assertThat(client(c -> c.recordExecutionTime("took", 40)))
        .isEqualTo(comparable(ours(Dialect.NEWRELIC, metrics)));

    TestMetrics others = new TestMetrics();
    others.histogram("pages", Unit.COUNT).record(40);
    assertThat(client(c -> c.recordHistogramValue("pages", 40)))
        .isEqualTo(comparable(ours(Dialect.NEWRELIC, others)));
  }

  @Test
  void distribution_ofPackedValuesWithARate_isTheSame() throws Exception {
    for (int i = 0; i < 4; i++) {
      metrics.duration("d", "k", "v").record(5_000_000);
      metrics.duration("d", "k", "v").record(7_000_000);
    }

    assertThat(
            client(c -> c.recordDistributionValues("d", new double[] {5.043, 6.978}, 0.25, "k:v")))
        .isEqualTo(comparable(ours()));
  }

  /** The same line with the tags in one order and the rate without trailing zeros. */
  private static String comparable(String line) {
    String[] parts = line.replaceFirst("(@0\\.\\d*?)0+\\|", "$1|").split("\\|#", 2);
    String[] tagsAndFields = parts[1].split("\\|", 2);
    String fields = tagsAndFields.length == 2 ? "|" + tagsAndFields[1] : "";
    return parts[0] + "|#" + new TreeSet<>(List.of(tagsAndFields[0].split(","))) + fields;
  }

  private String ours() {
    return ours(Dialect.DOGSTATSD, metrics);
  }

  private static String ours(Dialect dialect, TestMetrics metrics) {
    List<String> lines =
        CollectedLines.of(metrics.snapshot(), dialect, Tags.of("service", "orders"));
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  private static NonBlockingStatsDClientBuilder builder() {
    return new NonBlockingStatsDClientBuilder()
        .hostname(InetAddress.getLoopbackAddress().getHostAddress())
        .constantTags("service:orders")
        .enableTelemetry(false)
        .enableAggregation(false)
        .originDetectionEnabled(false);
  }

  private static String client(Consumer<DirectStatsDClient> call) throws Exception {
    return client(builder(), call);
  }

  private static String client(
      NonBlockingStatsDClientBuilder builder, Consumer<DirectStatsDClient> call) throws Exception {
    try (DatagramChannel server = DatagramChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (DirectStatsDClient client =
          builder.port(server.socket().getLocalPort()).buildDirectStatsDClient()) {
        call.accept(client);
        ByteBuffer datagram = ByteBuffer.allocate(2_000);
        server.receive(datagram);
        return comparable(StandardCharsets.UTF_8.decode(datagram.flip()).toString().strip());
      }
    }
  }
}
