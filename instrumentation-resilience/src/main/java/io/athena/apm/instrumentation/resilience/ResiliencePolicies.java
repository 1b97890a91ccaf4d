package io.athena.apm.instrumentation.resilience;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.ApplicationPoller;
import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.async.AsyncResults;
import io.athena.apm.runtime.ResilienceProbe;
import io.athena.apm.weaving.WeakIdentityMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Reports bulkheads, retries, rate and time limiters as metrics. Events are counted on the
 * application's threads; how many more calls a bulkhead permits is read at each flush.
 */
final class ResiliencePolicies implements ResilienceProbe, ApplicationPoller {

  private final PolicyNames names = new PolicyNames();
  private final FailsafeCalls failsafe;
  private final SpringRetries springRetries = new SpringRetries();
  private final SmallRyeCalls smallRye;
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
  ResiliencePolicies(Registry registry, AgentLog log, boolean attached) {
    this.failsafe = new FailsafeCalls(names, log);
    this.smallRye = new SmallRyeCalls(this);
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

  @Override
  public void events(String policy, String library, String name, String event, long times) {
    if (times > 0) {
      events(policy).get(name, library, EventName.of(event)).add(times);
    }
  }

  @Override
  public String named(String policy, Object object, String packageName) {
    return names.create(policy, object, packageName);
  }

  @Override
  public String nameOf(String policy, Object object) {
    return names.get(policy, object);
  }

  @Override
  public String knownName(Object object) {
    return names.known(object);
  }

  @Override
  public void reserved(String library, String name, long waitNanos) {
    decided("rate_limiter", library, name, waitNanos >= 0);
  }

  @Override
  public void acquiring(String library, String name, Object future) {
    AsyncResults.of(future)
        .watch(
            future, failsafe.pending(permitted -> decided("bulkhead", library, name, permitted)));
  }

  @Override
  public void attempted(
      String library,
      String packageName,
      Object name,
      int failures,
      boolean shared,
      boolean succeeded) {
    if (failures > 0 && !shared) {
      String call = SpringRetries.name(packageName, name);
      event("retry", library, call, "retry");
      events("retry", library, call, "success", succeeded ? 1 : 0);
    }
  }

  @Override
  public void exhausted(String library, String packageName, Object name, boolean shared) {
    if (!shared) {
      event("retry", library, SpringRetries.name(packageName, name), "error");
    }
  }

  @Override
  public int startRetries() {
    return springRetries.start();
  }

  @Override
  public void retrying() {
    springRetries.add();
  }

  @Override
  public void endRetries(
      String library,
      String packageName,
      Object operation,
      String name,
      int outer,
      Throwable error) {
    int retries = springRetries.end(outer);
    if (retries > 0 || error != null) {
      String call =
          SpringRetries.name(packageName, SpringRetries.given(packageName, operation, name));
      events("retry", library, call, "retry", retries);
      event("retry", library, call, error == null ? "success" : "error");
    }
  }

  @Override
  public <T, R> Function<T, R> fallback(String library, String name, Function<T, R> fallback) {
    return fallback == null ? null : new CountedFallback<>(this, library, name, fallback);
  }

  @Override
  public void judged(boolean ends) {
    failsafe.judged(ends);
  }

  @Override
  public void attempted(String library, String name, boolean last) {
    event("retry", library, name, failsafe.failedAttempt(last));
  }

  @Override
  public void succeeded(String library, Object executor, Object result) {
    boolean hasFailed = failsafe.hasFailed(result);
    if (hasFailed || failsafe.isRetried(executor)) {
      String name = failsafe.retryOf(executor);
      if (name != null) {
        event("retry", library, name, hasFailed ? "ignored_error" : "success");
      }
    }
  }

  @Override
  public void limited(String library, String name, Object result, boolean exceeded) {
    String ended = failsafe.hasFailed(result) ? "error" : "success";
    event("time_limiter", library, name, exceeded ? "timeout" : ended);
  }

  @Override
  public String described(String description) {
    return names.ofDescription(description);
  }

  @Override
  public void guarded(Object context, String description, Object breaker) {
    smallRye.guarded(context, description, breaker);
  }

  @Override
  public void limitedBy(Object capacity, String library, String description) {
    if (capacities.get(capacity) == null) {
      created(capacity, library, described(description));
    }
  }

  @Override
  public void told(Object context, Object event) {
    smallRye.told(context, event);
  }

  @Override
  public void blocked(String library, String name, Object block) {
    String policy = SentinelBlocks.policy(block.getClass().getName());
    if (policy != null) {
      event(policy, library, name, "rejected");
    }
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
