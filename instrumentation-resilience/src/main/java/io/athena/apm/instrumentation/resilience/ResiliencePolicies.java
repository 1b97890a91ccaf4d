package io.athena.apm.instrumentation.resilience;

import io.athena.apm.metrics.ApplicationPoller;
import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Registry;
import io.athena.apm.runtime.ResilienceProbe;
import io.athena.apm.weaving.WeakIdentityMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BiConsumer;

/**
 * Reports bulkheads, retries, rate and time limiters as metrics. Events are counted on the
 * application's threads; how many more calls a bulkhead permits is read at each flush.
 */
final class ResiliencePolicies implements ResilienceProbe, ApplicationPoller {

  private final Family<Counter> breakers;
  private final Family<Counter> bulkheads;
  private final Family<Counter> retries;
  private final Family<Counter> rateLimiters;
  private final Family<Counter> timeLimiters;
  private final PolledGauges available;
  private final WeakIdentityMap<Bulkhead> capacities = new WeakIdentityMap<>();
  private volatile boolean paused;

  /** Whether there may be bulkheads whose creation was not seen. */
  private volatile boolean incomplete;

  /**
   * Without bulkheads.
   *
   * @param attached whether the application has run before
   */
  ResiliencePolicies(Registry registry, boolean attached) {
    this.incomplete = attached;
    this.breakers = registry.counters(ResilienceMetrics.EVENT);
    this.bulkheads = registry.counters(ResilienceMetrics.BULKHEAD_EVENT);
    this.retries = registry.counters(ResilienceMetrics.RETRY_EVENT);
    this.rateLimiters = registry.counters(ResilienceMetrics.RATE_LIMITER_EVENT);
    this.timeLimiters = registry.counters(ResilienceMetrics.TIME_LIMITER_EVENT);
    this.available = new PolledGauges(registry.gauges(ResilienceMetrics.BULKHEAD_AVAILABLE));
  }

  @Override
  public void created(Object capacity, String library, String name) {
    capacities.put(capacity, new Bulkhead(library, name));
    available.add(name, library);
  }

  @Override
  public void used(Object capacity, String library, String name) {
    if (incomplete && capacities.get(capacity) == null) {
      created(capacity, library, name);
    }
  }

  @Override
  public void decided(String policy, String library, String name, boolean permitted) {
    events(policy).get(name, library, permitted ? "permitted" : "rejected").increment();
  }

  @Override
  public void event(String policy, String library, String name, String event) {
    events(policy).get(name, library, EventName.of(event)).increment();
  }

  private Family<Counter> events(String policy) {
    return switch (policy) {
      case "bulkhead" -> bulkheads;
      case "retry" -> retries;
      case "rate_limiter" -> rateLimiters;
      case "time_limiter" -> timeLimiters;
      case "circuit_breaker" -> breakers;
      default -> throw new IllegalArgumentException("no policy: " + policy);
    };
  }

  /** Reads every bulkhead that is alive. Called on the athena-apm thread before each snapshot. */
  @Override
  public void run() {
    if (!paused) {
      Poll poll = new Poll();
      capacities.forEach(poll);
      available.show(poll.fewest);
    }
  }

  @Override
  public void pause() {
    paused = true;
    incomplete = true;
    available.show(Map.of());
  }

  @Override
  public void resume() {
    paused = false;
    run();
  }

  private record Bulkhead(String library, String name) {}

  private static final class Poll implements BiConsumer<Object, Bulkhead> {

    private final Map<String, Double> fewest = new HashMap<>();

    @Override
    public void accept(Object capacity, Bulkhead bulkhead) {
      double more = more(capacity);
      String series = PolledGauges.series(bulkhead.name(), bulkhead.library());
      fewest.put(series, Math.min(more, fewest.getOrDefault(series, more)));
    }

    private static double more(Object capacity) {
      if (capacity instanceof Semaphore semaphore) {
        return semaphore.availablePermits();
      }
      return capacity instanceof ThreadPoolExecutor pool ? more(pool) : Double.NaN;
    }

    /** The calls that would run at once, and those that would wait in the queue. */
    private static double more(ThreadPoolExecutor pool) {
      int idle = pool.getMaximumPoolSize() - pool.getActiveCount();
      return pool.isShutdown() ? 0 : idle + pool.getQueue().remainingCapacity();
    }
  }
}
