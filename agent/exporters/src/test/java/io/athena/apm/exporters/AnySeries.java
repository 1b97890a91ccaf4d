package io.athena.apm.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.Gauge;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Unit;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Series of any name and tags with any values, as an application may make them. */
public final class AnySeries {

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

  private static final int MANY = 500;

  private final Random random;
  private final AnyText text;
  private final Set<String> gauges = new HashSet<>();

  /** Draws from a generator. */
  public AnySeries(Random random) {
    this.random = random;
    this.text = new AnyText(random);
  }

  /** So many new ones; each has a value, or is one that can't be sent and was counted. */
  public Snapshot snapshot(int series) {
    Registry registry = registry();
    gauges.clear();
    for (int i = 0; i < series; i++) {
      measure(registry);
    }
    int all = registry.size();
    Snapshot snapshot = registry.snapshot();
    long sendable =
        snapshot.samples().stream()
            .filter(sample -> sample.series().metric() != Registry.UNSENDABLE)
            .count();
    assertThat(sendable + unsendable(registry)).isEqualTo(all);
    return snapshot;
  }

  /** Constant tags, or none. */
  public Tags constant() {
    return random.nextBoolean() ? Tags.NONE : Tags.of(text.next(), text.next(), "env", text.next());
  }

  private long unsendable(Registry registry) {
    long sum = 0;
    for (String gauge : gauges) {
      sum += registry.counters(Registry.UNSENDABLE).get(gauge).total();
    }
    return sum;
  }

  private void measure(Registry registry) {
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 ->
          registry
              .counters(Metric.counter(text.next(), List.of(text.next()), ""))
              .get(text.next())
              .add(7);
      case 4, 5, 6, 7 -> {
        String name = text.next();
        gauges.add(name);
        Gauge gauge =
            registry
                .gauges(Metric.gauge(name, Unit.COUNT, List.of(text.next()), ""))
                .get(text.next());
        gauge.set(NUMBERS[random.nextInt(NUMBERS.length)]);
      }
      default -> record(registry);
    }
  }

  private void record(Registry registry) {
    var histogram =
        registry
            .histograms(Metric.duration(text.next(), List.of(text.next()), ""))
            .get(text.next());
    histogram.record(RECORDED[random.nextInt(RECORDED.length)]);
    if (random.nextInt(20) == 0) {
      for (int left = random.nextInt(MANY); left > 0; left--) {
        histogram.record((long) Math.exp(random.nextDouble(43)));
      }
    }
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
}
