package io.athena.apm.exporters.statsd;

import io.athena.apm.core.export.AgentLoop;
import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.export.Shutdown;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.settings.Endpoint;
import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures whole flushes of a thousand series to a UDP port of the loopback interface, without the
 * pauses that spare receivers. One operation is one line: encoded, in a datagram, sent.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class SendingBenchmark {

  private static final int SERIES = 1_000;
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final List<String> TAGS = List.of("model", "operation", "provider");

  @Param({"PLAIN", "DOGSTATSD"})
  private Dialect dialect;

  private final Registry registry =
      new Registry(
          System::currentTimeMillis,
          Registry.DEFAULT_LIMIT,
          (metric, tag) -> {},
          problem -> {
            throw new IllegalStateException(problem);
          });
  private final List<Counter> counters = new ArrayList<>();
  private Snapshot gauges;
  private EmptiedPort port;
  private StatsdExporter exporter;

  /**
   * Opens the port and fills the registry: gauges, of which each flush sends all, then counters.
   */
  @Setup(Level.Trial)
  public void open() {
    port = new EmptiedPort();
    exporter = exporter();
    for (int i = 0; i < SERIES; i++) {
      double share = i / 1_000.0;
      registry
          .gauges(Metric.gauge("cache.hit_rate", Unit.RATIO, TAGS, ""))
          .get("gpt-4o-mini-" + i, "chat", "openai")
          .set(() -> share);
    }
    gauges = registry.snapshot();
    for (int i = 0; i < SERIES; i++) {
      counters.add(
          registry
              .counters(Metric.counter("ai.call.total", TAGS, ""))
              .get("gpt-4o-mini-" + i, "chat", "openai"));
    }
  }

  private StatsdExporter exporter() {
    var settings =
        new StatsdSettings(
            Endpoint.parse("127.0.0.1:" + port.number()),
            dialect,
            DogStatsdProtocol.DEFAULT,
            Tags.of("env", "prod", "service", "billing"),
            100,
            StatsdSettings.DEFAULT_PACKET_SIZE);
    return new StatsdExporter(
        "statsd",
        settings,
        PacketSender.of(settings, INTERVAL, nanos -> {}, System::nanoTime),
        nanos -> {},
        new Delivery(registry, "statsd"),
        new FlushBreaker("statsd", INTERVAL, report -> {}, System::nanoTime, new Random(1)),
        new Shutdown(
                Duration.ZERO,
                new AgentLoop(Thread.currentThread()),
                new AgentLog(),
                line -> {},
                System::nanoTime)
            .flushLimit(INTERVAL),
        report -> {});
  }

  /** Closes both ends. */
  @TearDown(Level.Trial)
  public void close() {
    exporter.close();
    port.close();
  }

  /** The sender alone: the same snapshot again and again. */
  @Benchmark
  @OperationsPerInvocation(SERIES)
  public void gaugesSent() {
    exporter.export(gauges, List.of());
  }

  /** From the cells to the wire: two thousand lines, half of them gauges, and the snapshot. */
  @Benchmark
  @OperationsPerInvocation(2 * SERIES)
  public void cellsSent() {
    for (Counter counter : counters) {
      counter.increment();
    }
    exporter.export(registry.snapshot(), List.of());
  }
}
