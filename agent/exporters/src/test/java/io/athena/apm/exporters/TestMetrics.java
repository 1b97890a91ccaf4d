package io.athena.apm.exporters;

import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Gauge;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.metrics.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A registry whose clocks stand until they are moved. */
public final class TestMetrics {

  /** A second of 2026-11-23, 20:51:07 UTC. */
  public static final long START = 1_795_467_067_000L;

  private long epochMillis = START;
  private long nanoTime;
  private final Registry registry =
      new Registry(
          () -> epochMillis,
          () -> nanoTime,
          20_000,
          (metric, tag) -> {},
          problem -> {
            throw new AssertionError(problem);
          });

  /** The registry. */
  public Registry registry() {
    return registry;
  }

  /** Lets time pass. */
  public void pass(long millis) {
    setWallClock(millis);
    nanoTime += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Sets the wall clock by so much, at once. */
  public void setWallClock(long millis) {
    epochMillis += millis;
  }

  /** All series now. */
  public Snapshot snapshot() {
    return registry.snapshot();
  }

  /** A counter; tags as key, value, key, value. */
  public Counter counter(String name, String... tags) {
    String[] v = values(tags);
    return registry
        .counters(Metric.counter(name, keys(tags), ""))
        .get(v[0], v[1], v[2], v[3], v[4], v[5]);
  }

  /** A counter of billionths of a currency; a tag as key, value. */
  public Counter money(String name, String key, String value) {
    return registry.counters(Metric.cost(name, List.of(key), "")).get(value);
  }

  /** A counter of milliseconds. */
  public Counter milliseconds(String name) {
    return registry.counters(Metric.milliseconds(name, List.of(), "")).get();
  }

  /** A histogram of nanoseconds; tags as key, value, key, value. */
  public Histogram duration(String name, String... tags) {
    String[] v = values(tags);
    return registry
        .histograms(Metric.duration(name, keys(tags), ""))
        .get(v[0], v[1], v[2], v[3], v[4], v[5]);
  }

  /** A histogram without tags. */
  public Histogram histogram(String name, Unit unit) {
    return registry.histograms(Metric.histogram(name, unit, List.of(), "")).get();
  }

  /** A gauge that has a value. */
  public Gauge gauge(String name, Unit unit, double value, String... tags) {
    String[] v = values(tags);
    Gauge gauge =
        registry
            .gauges(Metric.gauge(name, unit, keys(tags), ""))
            .get(v[0], v[1], v[2], v[3], v[4], v[5]);
    gauge.set(() -> value);
    return gauge;
  }

  private static List<String> keys(String... tags) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < tags.length; i += 2) {
      keys.add(tags[i]);
    }
    return keys;
  }

  private static String[] values(String... tags) {
    List<String> values = new ArrayList<>();
    for (int i = 1; i < tags.length; i += 2) {
      values.add(tags[i]);
    }
    return Arrays.copyOf(values.toArray(String[]::new), 6);
  }
}
