package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.metrics.Gauge;
import io.athena.apm.core.metrics.Metric;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.metrics.Sample;
import io.athena.apm.core.metrics.Tags;
import io.athena.apm.core.metrics.Unit;
import io.athena.apm.exporters.AnyText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever an application calls its metrics and tags, and whatever it measures: every line is one
 * that the strict parser of the dialect reads, with the value that was measured.
 */
class AnySeriesTest {

  private static final int SERIES = 170_000; // for each of the six dialects
  private static final int AT_ONCE = 500;

  private static final double[] NUMBERS = {
    0,
    -0.0,
    1,
    -1,
    0.1,
    -0.5,
    1e-7,
    -1e-7,
    1e-300,
    123_456_789.125,
    1e15,
    -1e18,
    9.3e18,
    1e22,
    -1e300,
    Double.MAX_VALUE,
    Double.MIN_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private static final long[] RECORDED = {
    0, -1, 1, 999, 1_000_000, 62_500_001, Long.MAX_VALUE, Long.MIN_VALUE
  };

  private final Random random = new Random(4);
  private final AnyText text = new AnyText(random);

  @ParameterizedTest
  @EnumSource
  void anySeries_isReadByTheStrictReceiver(Dialect dialect) {
    StrictSink sink = new StrictSink(dialect);
    for (int done = 0; done < SERIES; done += AT_ONCE) {
      Registry registry = registry();
      for (int i = 0; i < AT_ONCE; i++) {
        measure(registry);
      }
      Encoders encoders = new Encoders(dialect, DogStatsdProtocol.DEFAULT, constant());
      for (Sample sample : registry.snapshot().samples()) {
        sink.expect(sample);
        encoders.of(sample.series()).encode(sample, sink);
      }
    }
    assertThat(sink.lines + sink.tooLong).isGreaterThan(SERIES / 2);
    assertThat(sink.tooLong).as("lines of 10,000 characters").isLessThan(SERIES / 100);
  }

  private void measure(Registry registry) {
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 ->
          registry
              .counters(Metric.counter(text.next(), List.of(text.next()), ""))
              .get(text.next())
              .add(7);
      case 4, 5, 6, 7 -> {
        Gauge gauge =
            registry
                .gauges(Metric.gauge(text.next(), Unit.COUNT, List.of(text.next()), ""))
                .get(text.next());
        double value = NUMBERS[random.nextInt(NUMBERS.length)];
        gauge.set(() -> value);
      }
      default ->
          registry
              .histograms(Metric.duration(text.next(), List.of(text.next()), ""))
              .get(text.next())
              .record(RECORDED[random.nextInt(RECORDED.length)]);
    }
  }

  private Tags constant() {
    return random.nextBoolean() ? Tags.NONE : Tags.of(text.next(), text.next(), "env", text.next());
  }

  private static Registry registry() {
    return new Registry(
        () -> 0,
        20_000,
        (metric, tag) -> {},
        problem -> {
          throw new AssertionError(problem);
        });
  }

  /** Reads each line at once. */
  private static final class StrictSink implements LineSink {

    private final LineBuffer line = new LineBuffer(StatsdSettings.DEFAULT_PACKET_SIZE);
    private final io.athena.apm.command.statsd.Dialect dialect;
    private final byte[] bytes = new byte[200_000];
    private Sample expected;
    private long lines;
    private long tooLong;

    StrictSink(Dialect dialect) {
      this.dialect = io.athena.apm.command.statsd.Dialect.valueOf(dialect.name());
    }

    void expect(Sample sample) {
      expected = sample;
    }

    @Override
    public LineBuffer begin() {
      return line.clear();
    }

    @Override
    public boolean end() {
      if (line.length() > StatsdSettings.DEFAULT_PACKET_SIZE) {
        tooLong++;
        return true;
      }
      line.copyTo(bytes, 0);
      String read = new String(bytes, 0, line.length(), StandardCharsets.UTF_8);
      String[] all = read.split("\n", -1);
      assertThat(all.length).isEqualTo(line.lines());
      for (String one : all) {
        check(dialect.parse(one).samples().get(0));
      }
      lines++;
      return true;
    }

    private void check(io.athena.apm.command.statsd.Sample read) {
      if (expected instanceof Sample.Count count && read.value() != count.total()) {
        throw new AssertionError(expected + " became " + read);
      }
      if (expected instanceof Sample.Value gauge
          && read.value() != 0
          && Math.abs(read.value() - gauge.value())
              > Math.max(1e-6, 1e-6 * Math.abs(read.value()))) {
        throw new AssertionError(expected + " became " + read);
      }
    }
  }
}
