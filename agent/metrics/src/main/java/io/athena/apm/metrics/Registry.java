package io.athena.apm.metrics;

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

  /** Values of gauges that no back end takes. */
  public static final Metric UNSENDABLE =
      Metric.counter(
          "athena.agent.value.unsendable",
          List.of("metric"),
          "Values of gauges that are infinite or not a number, by metric: left out, once for each"
              + " flush.");

  private final ConcurrentMap<String, Family<?>> families = new ConcurrentSkipListMap<>();
  private final List<Runnable> pollers = new CopyOnWriteArrayList<>();
  private final List<ApplicationPoller> ofApplication = new CopyOnWriteArrayList<>();
  private volatile boolean paused;
  private final LongSupplier epochMillis;
  private final LongSupplier nanoTime;
  private final int limit;
  private final BiConsumer<Metric, String> overflowed;
  private final Consumer<Throwable> pollerFailed;

  /** An empty registry with the JVM's monotonic clock; the rest as below. */
  public Registry(
      LongSupplier epochMillis,
      int limit,
      BiConsumer<Metric, String> overflowed,
      Consumer<Throwable> pollerFailed) {
    this(epochMillis, new MonotonicClock(), limit, overflowed, pollerFailed);
  }

  /**
   * An empty registry.
   *
   * @param epochMillis the wall clock
   * @param nanoTime a monotonic clock
   * @param limit how many series a metric may have before the rest is folded into one
   * @param overflowed told once for each metric that reaches the limit, with the tag that grew
   * @param pollerFailed told of what a poller or a gauge threw
   */
  public Registry(
      LongSupplier epochMillis,
      LongSupplier nanoTime,
      int limit,
      BiConsumer<Metric, String> overflowed,
      Consumer<Throwable> pollerFailed) {
    this.epochMillis = epochMillis;
    this.nanoTime = nanoTime;
    this.limit = limit;
    this.overflowed = overflowed;
    this.pollerFailed = pollerFailed;
  }

  /** The counters of a metric. */
  public Family<Counter> counters(Metric metric) {
    return family(metric, MetricType.COUNTER, new NewCounter());
  }

  /** The histograms of a metric. */
  public Family<Histogram> histograms(Metric metric) {
    return family(metric, MetricType.HISTOGRAM, new NewHistogram());
  }

  /** The gauges of a metric. */
  public Family<Gauge> gauges(Metric metric) {
    return family(metric, MetricType.GAUGE, new NewGauge(metric));
  }

  /**
   * Has a poller run before each snapshot, on the thread that takes it: where a library counts by
   * itself, the poller carries its numbers over.
   */
  public void poll(Runnable poller) {
    pollers.add(poller);
  }

  /** The same for a poller that reads objects of the application. */
  public void pollApplication(ApplicationPoller poller) {
    ofApplication.add(poller);
    poll(poller);
  }

  /** Whether objects of the application are left alone from now on, or read again. */
  public void pause(boolean pause) {
    paused = pause;
    for (ApplicationPoller poller : ofApplication) {
      try {
        if (pause) {
          poller.pause();
        } else {
          poller.resume();
        }
      } catch (Throwable problem) {
        pollerFailed.accept(problem);
      }
    }
  }

  /** Whether objects of the application are left alone. Asked by any thread. */
  public boolean isPaused() {
    return paused;
  }

  /** Runs the pollers and reads every series. One that fails takes nothing else with it. */
  public Snapshot snapshot() {
    for (Runnable poller : pollers) {
      try {
        poller.run();
      } catch (Throwable problem) {
        pollerFailed.accept(problem);
      }
    }
    List<Sample> samples = new ArrayList<>();
    for (Family<?> family : families.values()) {
      family.collect(samples, pollerFailed);
    }
    return new Snapshot(epochMillis.getAsLong(), nanoTime.getAsLong(), samples);
  }

  /** How many series all metrics have. */
  public int size() {
    int size = 0;
    for (Family<?> family : families.values()) {
      size += family.size();
    }
    return size;
  }

  @SuppressWarnings("unchecked") // the type of a metric decides the type of its family's cells
  private <C extends Cell> Family<C> family(Metric metric, MetricType type, Supplier<C> create) {
    if (metric.type() != type) {
      throw new IllegalArgumentException(metric + " is a " + metric.type() + ", not a " + type);
    }
    Family<?> family = families.get(metric.key());
    if (family == null) {
      Family<C> created = new Family<>(metric, limit, create, overflowed);
      Family<?> earlier = families.putIfAbsent(metric.key(), created);
      family = earlier == null ? created : earlier;
      if (type == MetricType.GAUGE) {
        dropOtherUnits(metric);
      }
    } else if (metric.origin() != null) {
      family.askedFor(metric);
    }
    return (Family<C>) family;
  }

  /**
   * A gauge goes on saying its last value, of the wrong unit here. Cells that only grow say nothing
   * more, and what they have not yet delivered is true.
   */
  private void dropOtherUnits(Metric metric) {
    for (Family<?> family : families.values()) {
      if (metric.differsByUnit(family.metric())) {
        families.remove(family.metric().key());
      }
    }
  }

  // Classes, not lambdas, of which a JVM's first dozens cost half a millisecond each: every start
  // of every application comes through here.

  private static final class NewCounter implements Supplier<Counter> {

    @Override
    public Counter get() {
      return new Counter();
    }
  }

  private static final class NewHistogram implements Supplier<Histogram> {

    @Override
    public Histogram get() {
      return new Histogram();
    }
  }

  /** Makes gauges, and counts which of their values can't be sent. */
  private final class NewGauge implements Supplier<Gauge>, Runnable {

    private final Metric metric;

    NewGauge(Metric metric) {
      this.metric = metric;
    }

    @Override
    public Gauge get() {
      return new Gauge(this);
    }

    @Override
    public void run() {
      counters(UNSENDABLE).get(metric.name()).increment();
    }
  }
}
