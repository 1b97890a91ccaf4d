package io.athena.apm.core.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** All metrics of the JVM. Families may be asked for by any thread; snapshots are taken by one. */
public final class Registry {

  /** How many series a metric may have unless the setting says otherwise. */
  public static final int DEFAULT_LIMIT = 1_000;

  private final ConcurrentMap<String, Family<?>> families = new ConcurrentSkipListMap<>();
  private final List<Runnable> pollers = new CopyOnWriteArrayList<>();
  private final LongSupplier epochMillis;
  private final int limit;
  private final BiConsumer<Metric, String> overflowed;
  private final Consumer<Throwable> pollerFailed;

  /**
   * An empty registry.
   *
   * @param epochMillis the wall clock
   * @param limit how many series a metric may have before the rest is folded into one
   * @param overflowed told once for each metric that reaches the limit, with the tag that grew
   * @param pollerFailed told of what a poller or a gauge threw
   */
  public Registry(
      LongSupplier epochMillis,
      int limit,
      BiConsumer<Metric, String> overflowed,
      Consumer<Throwable> pollerFailed) {
    this.epochMillis = epochMillis;
    this.limit = limit;
    this.overflowed = overflowed;
    this.pollerFailed = pollerFailed;
  }

  /** The counters of a metric. */
  public Family<Counter> counters(Metric metric) {
    return family(metric, MetricType.COUNTER, Counter::new);
  }

  /** The histograms of a metric. */
  public Family<Histogram> histograms(Metric metric) {
    return family(metric, MetricType.HISTOGRAM, Histogram::new);
  }

  /** The gauges of a metric. */
  public Family<Gauge> gauges(Metric metric) {
    return family(metric, MetricType.GAUGE, Gauge::new);
  }

  /**
   * Has a poller run before each snapshot, on the thread that takes it: where a library counts by
   * itself, the poller carries its numbers over.
   */
  public void poll(Runnable poller) {
    pollers.add(poller);
  }

  /** Runs the pollers and reads every series. One that fails takes nothing else with it. */
  public Snapshot snapshot() {
    for (Runnable poller : pollers) {
      contain(poller);
    }
    List<Sample> samples = new ArrayList<>();
    for (Family<?> family : families.values()) {
      contain(() -> family.collect(samples));
    }
    return new Snapshot(epochMillis.getAsLong(), samples);
  }

  /** How many series all metrics have. */
  public int size() {
    return families.values().stream().mapToInt(Family::size).sum();
  }

  private void contain(Runnable step) {
    try {
      step.run();
    } catch (Throwable problem) {
      pollerFailed.accept(problem);
    }
  }

  @SuppressWarnings("unchecked") // the type of a metric decides the type of its family's cells
  private <C extends Cell> Family<C> family(Metric metric, MetricType type, Supplier<C> create) {
    if (metric.type() != type) {
      throw new IllegalArgumentException(metric + " is a " + metric.type() + ", not a " + type);
    }
    return (Family<C>)
        families.computeIfAbsent(
            metric.name(),
            name -> new Family<>(metric, limit, create, tag -> overflowed.accept(metric, tag)));
  }
}
