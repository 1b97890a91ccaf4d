package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the encoding of lines. The sink discards them and they count as not delivered, so each
 * iteration encodes the same values. One operation is one series.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class EncodingBenchmark {

  /** Of each type; a power of two. */
  private static final int SERIES = 64;

  /** How many values each histogram has gained: a hundred lines where a line has one. */
  private static final int VALUES = 1_000;

  @Param private Dialect dialect;

  private final Nowhere sink = new Nowhere();
  private final List<Sample> counters = new ArrayList<>();
  private final List<Sample> gauges = new ArrayList<>();
  private final List<Sample> histograms = new ArrayList<>();
  private Encoders encoders;
  private int next;

  /** Fills the registry. */
  public EncodingBenchmark() {
    Registry registry =
        new Registry(
            System::currentTimeMillis,
            Registry.DEFAULT_LIMIT,
            (metric, tag) -> {},
            problem -> {
              throw new IllegalStateException(problem);
            });
    for (int i = 0; i < SERIES; i++) {
      measure(registry, i);
    }
    for (Sample sample : registry.snapshot().samples()) {
      switch (sample.series().metric().type()) {
        case COUNTER -> counters.add(sample);
        case GAUGE -> gauges.add(sample);
        case HISTOGRAM -> histograms.add(sample);
      }
    }
  }

  private static void measure(Registry registry, int i) {
    List<String> tags = List.of("model", "operation", "provider");
    String[] values = {"gpt-4o-mini-" + i, "chat", "openai"};
    registry
        .counters(Metric.counter("ai.call.total", tags, ""))
        .get(values[0], values[1], values[2])
        .add(1L << (i / 2));
    double share = i / 100.0;
    registry
        .gauges(Metric.gauge("cache.hit_rate", Unit.RATIO, tags, ""))
        .get(values[0], values[1], values[2])
        .set(() -> share);
    Histogram histogram =
        registry
            .histograms(Metric.duration("ai.call.duration", tags, ""))
            .get(values[0], values[1], values[2]);
    for (int value = 0; value < VALUES; value++) {
      histogram.record((i + 1L) * value * 100_000);
    }
  }

  /** One line: a counter's. */
  @Benchmark
  public int counterLine() {
    return encode(counters);
  }

  /** One line: a gauge's. */
  @Benchmark
  public int gaugeLine() {
    return encode(gauges);
  }

  /** All lines of a histogram with a thousand new values. */
  @Benchmark
  public int histogramOf1000() {
    return encode(histograms);
  }

  private int encode(List<Sample> samples) {
    if (encoders == null) {
      encoders =
          new Encoders(
              dialect, DogStatsdProtocol.DEFAULT, Tags.of("env", "prod", "service", "billing"));
    }
    Sample sample = samples.get(next++ & (SERIES - 1));
    encoders.of(sample.series()).encode(sample, sink);
    return sink.lines;
  }

  /** Discards each line. */
  private static final class Nowhere implements LineSink {

    private final Packet line = new Packet(StatsdSettings.DEFAULT_PACKET_SIZE, 1);
    private int lines;

    @Override
    public Packet begin() {
      return line.beginLine();
    }

    @Override
    public boolean end() {
      lines++;
      return true;
    }
  }
}
