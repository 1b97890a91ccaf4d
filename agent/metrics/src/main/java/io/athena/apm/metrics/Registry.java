package io.athena.apm.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** All metrics of the JVM. Any thread gets families; one thread takes snapshots. */
public final class Registry {

  /** The default of the most series of a metric. */
  public static final int DEFAULT_LIMIT = 1_000;

  /** Counts the values of gauges that no back end accepts. */
  public static final Metric UNSENDABLE =
      Metric.counter(
          "athena.agent.value.unsendable",
          List.of("metric"),
          "Values of gauges that are infinite or not a number, by metric: left out, once for each"
              + " flush.");

  private final ConcurrentMap<String, Family<?>> families = new ConcurrentSkipListMap<>();

  /** The metric that used a name first decides its type. */
  private final ConcurrentMap<String, Metric> names = new ConcurrentHashMap<>();

  private volatile Consumer<String> refused;
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
   * @param limit the most series of a metric; further values share one series
   * @param overflowed gets each metric that reaches the limit, once, and its tag with most values
   * @param pollerFailed gets exceptions of pollers and gauges
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

  /** Reports metrics that are not recorded, since another type has their name. */
  public void reportRefused(Consumer<String> lines) {
    refused = lines;
  }

  /** The counters of a metric. */
  public Family<Counter> counters(Metric metric) {
    return family(metric, MetricType.COUNTER);
  }

  /** The histograms of a metric. */
  public Family<Histogram> histograms(Metric metric) {
    return family(metric, MetricType.HISTOGRAM);
  }

  /** The gauges of a metric. */
  public Family<Gauge> gauges(Metric metric) {
    return family(metric, MetricType.GAUGE);
  }

  /**
   * Adds a poller, which runs before each snapshot on the same thread: it copies the numbers of a
   * library that counts by itself.
   */
  public void poll(Runnable poller) {
    pollers.add(poller);
  }

  /** Adds a poller that reads objects of the application. */
  public void pollApplication(ApplicationPoller poller) {
    ofApplication.add(poller);
    poll(poller);
  }

  /** Stops reading objects of the application, or starts it again. */
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

  /** Whether objects of the application are not read. Called by any thread. */
  public boolean isPaused() {
    return paused;
  }

  /** Runs the pollers and reads every series; reports those that fail. */
  public Snapshot snapshot() {
    for (Runnable poller : pollers) {
      try {
        poller.run();
      } catch (Throwable problem) {
        pollerFailed.accept(problem);
      }
    }
    return snapshot(null);
  }

  /** Reads some series, all of them for null, without running pollers. */
  public Snapshot snapshot(Predicate<Series> wanted) {
    List<Sample> samples = new ArrayList<>();
    for (Family<?> family : families.values()) {
      family.collect(wanted, samples, pollerFailed);
    }
    return new Snapshot(epochMillis.getAsLong(), nanoTime.getAsLong(), samples);
  }

  /** The number of series of all metrics. */
  public int size() {
    int size = 0;
    for (Family<?> family : families.values()) {
      size += family.size();
    }
    return size;
  }

  @SuppressWarnings("unchecked") // the type of a metric decides the type of its family's cells
  private <C extends Cell> Family<C> family(Metric metric, MetricType type) {
    if (metric.type() != type) {
      throw new IllegalArgumentException(metric + " is a " + metric.type() + ", not a " + type);
    }
    Family<?> family = families.get(metric.key());
    if (family == null) {
      Family<C> created = new Family<>(metric, limit, new Unsendable(metric), overflowed);
      Metric first = names.putIfAbsent(metric.name(), metric);
      if (first != null && first.type() != type) {
        refuse(metric, first);
        return created;
      }
      Family<?> earlier = families.putIfAbsent(metric.key(), created);
      family = earlier == null ? created : earlier;
      if (type == MetricType.GAUGE) {
        dropOtherUnits(metric);
      }
    }
    return (Family<C>) family;
  }

  /**
   * No back end accepts two types under one name, so values of the second type are not recorded.
   */
  private void refuse(Metric metric, Metric first) {
    if (refused != null) {
      String type = first.type().name().toLowerCase(Locale.ROOT);
      refused.accept(
          metric.withOrigin() + " is not recorded: " + first.withOrigin() + " is a " + type);
    }
  }

  /**
   * Removes gauges with another unit, which would send their last value for ever. Counters and
   * histograms stay: they send nothing new, and their values that are not yet sent are right.
   */
  private void dropOtherUnits(Metric metric) {
    for (Family<?> family : families.values()) {
      if (metric.differsByUnit(family.metric())) {
        families.remove(family.metric().key());
      }
    }
  }

  /** Counts the values of a gauge that can't be sent. */
  private final class Unsendable implements Runnable {

    private final Metric metric;

    Unsendable(Metric metric) {
      this.metric = metric;
    }

    @Override
    public void run() {
      counters(UNSENDABLE).get(metric.name()).increment();
    }
  }
}
