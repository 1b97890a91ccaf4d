package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.config.ConfigurationManager;
import com.netflix.hystrix.HystrixCircuitBreaker;
import com.netflix.hystrix.HystrixCommand;
import com.netflix.hystrix.HystrixCommandGroupKey;
import com.netflix.hystrix.HystrixCommandKey;
import com.netflix.hystrix.HystrixCommandMetrics;
import com.netflix.hystrix.HystrixCommandProperties;
import com.netflix.hystrix.HystrixCommandProperties.ExecutionIsolationStrategy;
import com.netflix.hystrix.HystrixEventType;
import com.netflix.hystrix.HystrixThreadPoolProperties;
import com.netflix.hystrix.exception.HystrixBadRequestException;
import com.netflix.hystrix.exception.HystrixRuntimeException;
import io.athena.apm.kit.agent.AgentExtension;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against the real library, its own metrics being the truth. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class HystrixTest {

  private static final TestProbes PROBES = new TestProbes();

  @RegisterExtension
  static final AgentExtension AGENT = AgentExtension.with(ResilienceInstrumentations.all(), PROBES);

  private static final boolean HAS_HALF_OPEN =
      "1.5.12".equals(System.getProperty("athena.library.version"));

  private enum Outcome {
    SUCCESS,
    ERROR,
    BAD_REQUEST,
    NEVER_ENDS
  }

  /** A permit for each command that has begun not to end. */
  private static final Semaphore NEVER_ENDING = new Semaphore(0);

  /** The threads of a pool. */
  private static final int POOL = 5;

  private static final class Command extends HystrixCommand<String> {

    private final Outcome outcome;
    private final boolean hasFallback;

    Command(String name, Outcome outcome, boolean hasFallback, HystrixCommandProperties.Setter by) {
      super(
          Setter.withGroupKey(HystrixCommandGroupKey.Factory.asKey(name))
              .andCommandKey(key(name))
              .andThreadPoolPropertiesDefaults(
                  HystrixThreadPoolProperties.Setter().withCoreSize(POOL))
              .andCommandPropertiesDefaults(by));
      this.outcome = outcome;
      this.hasFallback = hasFallback;
    }

    @Override
    protected String run() throws Exception {
      LockSupport.parkNanos(1); // so that calls on several threads overlap
      switch (outcome) {
        case ERROR -> throw new IllegalArgumentException("failed");
        case BAD_REQUEST -> throw new HystrixBadRequestException("bad");
        case NEVER_ENDS -> {
          NEVER_ENDING.release();
          new CountDownLatch(1).await();
        }
        default -> {}
      }
      return "answer";
    }

    @Override
    protected String getFallback() {
      if (hasFallback) {
        return "fallback";
      }
      throw new UnsupportedOperationException("no fallback");
    }
  }

  private static HystrixCommandKey key(String name) {
    return HystrixCommandKey.Factory.asKey(name);
  }

  private static HystrixCommandProperties.Setter threads() {
    return HystrixCommandProperties.defaultSetter()
        .withExecutionTimeoutInMilliseconds(30_000)
        .withFallbackIsolationSemaphoreMaxConcurrentRequests(100)
        .withMetricsRollingStatisticalWindowInMilliseconds(1_000)
        .withMetricsHealthSnapshotIntervalInMilliseconds(5)
        .withCircuitBreakerRequestVolumeThreshold(3)
        .withCircuitBreakerSleepWindowInMilliseconds(3_600_000);
  }

  private static HystrixCommandProperties.Setter semaphore() {
    return threads()
        .withExecutionIsolationStrategy(ExecutionIsolationStrategy.SEMAPHORE)
        .withExecutionTimeoutEnabled(false)
        .withExecutionIsolationSemaphoreMaxConcurrentRequests(2);
  }

  private static HystrixCommand<String> call(Command command) {
    try {
      command.execute();
    } catch (HystrixRuntimeException | HystrixBadRequestException ended) {
      // The library's metrics tell.
    }
    return command;
  }

  @Test
  void commands_areCountedByTheirEnd() {
    String name = "ends";
    call(new Command(name, Outcome.SUCCESS, false, threads()));
    call(new Command(name, Outcome.BAD_REQUEST, true, threads()));
    call(new Command(name, Outcome.ERROR, true, threads()));
    assertThat(events(name, "success")).isEqualTo(1);
    assertThat(events(name, "ignored_error")).isEqualTo(1);
    assertThat(events(name, "error")).isEqualTo(1);
    assertThat(events(name, "fallback")).isEqualTo(1);
    assertThat(AGENT.measured().counter("circuit_breaker.event", "name", name)).isEqualTo(4);
  }

  @Test
  void commandThatTakesTooLong_isATimeout() {
    String name = "slow";
    HystrixCommandProperties.Setter soon = threads().withExecutionTimeoutInMilliseconds(20);
    call(new Command(name, Outcome.NEVER_ENDS, true, soon));
    assertThat(counted("time_limiter.event", name, "timeout")).isEqualTo(1);
    assertThat(events(name, "fallback")).isEqualTo(1);
    assertThat(events(name, "error")).isZero();
  }

  @Test
  void breakerThatOpens_isShownOpen() {
    String name = "opening";
    call(new Command(name, Outcome.SUCCESS, false, semaphore()));
    assertThat(state(name)).isZero();
    open(name, semaphore());
    assertThat(state(name)).isEqualTo(2);
    assertThat(events(name, "open")).isEqualTo(1);
    assertThat(events(name, "rejected")).isEqualTo(1);
    assertThat(events(name, "closed")).isZero();
  }

  @Test
  void timeOpen_isCountedUntilACallSucceeds() {
    String name = "resting";
    HystrixCommandProperties.Setter soon =
        semaphore()
            .withMetricsHealthSnapshotIntervalInMilliseconds(100)
            .withCircuitBreakerSleepWindowInMilliseconds(200);
    call(new Command(name, Outcome.SUCCESS, false, soon));
    PROBES.pass(5);
    open(name, soon);
    PROBES.pass(700);
    assertThat(openMillis(name)).isEqualTo(700);
    PROBES.pass(50);
    while (isOpen(name)) {
      call(new Command(name, Outcome.SUCCESS, false, soon));
    }
    PROBES.pass(100);
    assertThat(openMillis(name)).isEqualTo(750);
    assertThat(state(name)).isZero();
    assertThat(events(name, "closed")).isEqualTo(1);
    assertThat(events(name, "half_open")).isEqualTo(HAS_HALF_OPEN ? 1 : 0);
  }

  @Test
  void stateThatIsForced_isShownFromTheNextCallOn() {
    String name = "forced";
    call(new Command(name, Outcome.SUCCESS, false, semaphore()));
    force(name, "forceOpen", true);
    call(new Command(name, Outcome.SUCCESS, false, semaphore()));
    assertThat(state(name)).isEqualTo(3);
    force(name, "forceOpen", false);
    force(name, "forceClosed", true);
    call(new Command(name, Outcome.SUCCESS, false, semaphore()));
    assertThat(state(name)).isEqualTo(4);
    force(name, "forceClosed", false);
    call(new Command(name, Outcome.SUCCESS, false, semaphore()));
    assertThat(state(name)).isZero();
    for (String event : new String[] {"forced_open", "disabled", "closed", "rejected"}) {
      assertThat(events(name, event)).as(event).isEqualTo(1);
    }
  }

  @Test
  void rejectionsByForce_areCounted() throws Exception {
    String name = "rejecting";
    HystrixCommandProperties.Setter forced = semaphore().withCircuitBreakerForceOpen(true);
    ManyThreads.run(200, random -> call(new Command(name, Outcome.SUCCESS, false, forced)));
    assertThat(events(name, "rejected")).isEqualTo(200 * ManyThreads.THREADS);
    assertThat(events(name, "success")).isZero();
  }

  @Test
  void commandsOnManyThreads_areCountedAsTheLibraryCountsThem() throws Exception {
    String name = "busy";
    HystrixCommandProperties.Setter soon =
        semaphore().withCircuitBreakerSleepWindowInMilliseconds(1);
    startLibrary(name, soon);
    ManyThreads.run(500, random -> call(command(name, random, soon)));
    assertEqual(name, 500 * ManyThreads.THREADS);
    assertThat(events(name, "ignored_error")).isPositive();
    boolean isOpen = isOpen(name); // asked first: the breaker may open as it is asked
    assertThat(state(name) > 0).as("open or half open").isEqualTo(isOpen);
    assertThat(events(name, "open") + events(name, "half_open"))
        .isGreaterThanOrEqualTo(events(name, "closed"))
        .isPositive();
  }

  @Test
  void commandsInAThreadPool_areCountedAsTheLibraryCountsThem() throws Exception {
    String name = "pooled";
    HystrixCommandProperties.Setter soon =
        threads()
            .withExecutionTimeoutInMilliseconds(20)
            .withCircuitBreakerErrorThresholdPercentage(90);
    startLibrary(name, soon);
    ManyThreads.run(100, random -> call(command(name, random, soon)));
    assertEqual(name, 100 * ManyThreads.THREADS);
  }

  @Test
  void commandsThatNoThreadTakes_areRejectedByTheBulkhead() throws Exception {
    NEVER_ENDING.drainPermits();
    for (int i = 0; i < POOL; i++) {
      assertThat(new Command("full", Outcome.NEVER_ENDS, true, threads()).queue()).isNotDone();
    }
    NEVER_ENDING.acquire(POOL);
    call(new Command("full", Outcome.SUCCESS, true, threads()));

    assertThat(counted("bulkhead.event", "full", "rejected")).isEqualTo(1);
  }

  @Test
  void commandsBeyondTheSemaphore_areRejectedByTheBulkhead() {
    HystrixCommandProperties.Setter none =
        semaphore().withExecutionIsolationSemaphoreMaxConcurrentRequests(0);
    call(new Command("closed", Outcome.SUCCESS, true, none));

    assertThat(counted("bulkhead.event", "closed", "rejected")).isEqualTo(1);
    assertThat(events("closed", "fallback")).isEqualTo(1);
  }

  private static Command command(String name, Random random, HystrixCommandProperties.Setter by) {
    Outcome outcome =
        switch (random.nextInt(10)) {
          case 0 -> Outcome.BAD_REQUEST;
          case 1, 2, 3, 4 -> Outcome.ERROR;
          default -> Outcome.SUCCESS;
        };
    return new Command(name, outcome, random.nextBoolean(), by);
  }

  /** The agent has counted what the library's metrics contain after all calls have arrived. */
  private static void assertEqual(String name, int calls) {
    while (ends(name) < calls) {
      Thread.onSpinWait();
    }
    assertThat(ends(name)).isEqualTo(calls);
    assertThat(events(name, "success")).isEqualTo(library(name, HystrixEventType.SUCCESS));
    assertThat(events(name, "error")).isEqualTo(library(name, HystrixEventType.FAILURE));
    assertThat(events(name, "ignored_error"))
        .isEqualTo(library(name, HystrixEventType.BAD_REQUEST));
    assertThat(events(name, "rejected")).isEqualTo(library(name, HystrixEventType.SHORT_CIRCUITED));
    assertThat(events(name, "fallback"))
        .isEqualTo(library(name, HystrixEventType.FALLBACK_SUCCESS))
        .isPositive();
    assertThat(counted("bulkhead.event", name, "rejected"))
        .isEqualTo(
            library(name, HystrixEventType.SEMAPHORE_REJECTED)
                + library(name, HystrixEventType.THREAD_POOL_REJECTED));
    assertThat(counted("time_limiter.event", name, "timeout"))
        .isEqualTo(library(name, HystrixEventType.TIMEOUT));
  }

  /** The library counts from the first time on that somebody asks for its metrics. */
  private static void startLibrary(String name, HystrixCommandProperties.Setter by) {
    HystrixCommandMetrics metrics = new Command(name, Outcome.SUCCESS, false, by).getMetrics();
    assertThat(metrics.getCumulativeCount(HystrixEventType.SUCCESS)).isZero();
  }

  private static long ends(String name) {
    return library(name, HystrixEventType.SUCCESS)
        + library(name, HystrixEventType.FAILURE)
        + library(name, HystrixEventType.BAD_REQUEST)
        + library(name, HystrixEventType.SHORT_CIRCUITED)
        + library(name, HystrixEventType.SEMAPHORE_REJECTED)
        + library(name, HystrixEventType.THREAD_POOL_REJECTED)
        + library(name, HystrixEventType.TIMEOUT);
  }

  private static long library(String name, HystrixEventType type) {
    return HystrixCommandMetrics.getInstance(key(name)).getCumulativeCount(type);
  }

  private static boolean isOpen(String name) {
    return HystrixCircuitBreaker.Factory.getInstance(key(name)).isOpen();
  }

  /** Calls until a call is rejected, all but that one being errors. */
  private static void open(String name, HystrixCommandProperties.Setter by) {
    while (!call(new Command(name, Outcome.ERROR, false, by)).isResponseShortCircuited()) {
      Thread.onSpinWait();
    }
  }

  private static void force(String name, String property, boolean value) {
    ConfigurationManager.getConfigInstance()
        .setProperty("hystrix.command." + name + ".circuitBreaker." + property, value);
  }

  private static double state(String name) {
    return AGENT.measured().gauge("circuit_breaker.state", "name", name, "library", "hystrix");
  }

  private static long openMillis(String name) {
    return AGENT
        .measured()
        .counter("circuit_breaker.open.duration", "name", name, "library", "hystrix");
  }

  private static long events(String name, String event) {
    return counted("circuit_breaker.event", name, event);
  }

  private static long counted(String metric, String name, String event) {
    return AGENT.measured().counter(metric, "name", name, "library", "hystrix", "event", event);
  }
}
