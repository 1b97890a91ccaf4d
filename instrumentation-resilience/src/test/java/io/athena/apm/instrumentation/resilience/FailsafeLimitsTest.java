package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.failsafe.Bulkhead;
import dev.failsafe.BulkheadFullException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RateLimitExceededException;
import dev.failsafe.RateLimiter;
import io.athena.apm.kit.agent.AgentExtension;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against the bulkheads and rate limiters of Failsafe 3.2 and later. */
class FailsafeLimitsTest {

  private static final String SITE = FailsafeLimitsTest.class.getName() + "#";

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
          ResilienceInstrumentations.all(),
          (registry, spans, log) ->
              ResilienceInstrumentations.install(registry, spans, log, false, () -> {}));

  private static Bulkhead<Object> bulkhead() {
    return Bulkhead.builder(1).withMaxWaitTime(Duration.ofMillis(1)).build();
  }

  private static RateLimiter<Object> limiter() {
    return RateLimiter.burstyBuilder(500, Duration.ofHours(1)).build();
  }

  /** A call may end before the agent hears of it, on the same thread. */
  @Test
  void bulkheadOnManyThreads_isCountedByItsCalls() throws Exception {
    // In 3.2 a call waits for its permit on such a thread.
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(2 * ManyThreads.THREADS);
    FailsafeExecutor<Object> calls = Failsafe.with(bulkhead()).with(threads);
    LibraryEvents library = new LibraryEvents("failsafe");
    ManyThreads.run(200, random -> call(calls, random, library));
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

    library.assertEqual(
        AGENT.measured(), "bulkhead.event", SITE + "bulkhead", "permitted", "rejected", "finished");
  }

  /** A call within a call is rejected even where the other threads are slow. */
  private static void call(FailsafeExecutor<Object> calls, Random random, LibraryEvents library) {
    boolean isNested = random.nextInt(4) == 0;
    try {
      if (random.nextBoolean()) {
        calls.run(() -> begun(isNested, calls, random, library));
      } else {
        calls.runAsync(() -> begun(isNested, calls, random, library)).get(10, TimeUnit.SECONDS);
      }
    } catch (BulkheadFullException rejected) {
      library.add("rejected");
    } catch (ExecutionException failed) {
      assertThat(failed).hasCauseInstanceOf(BulkheadFullException.class);
      library.add("rejected");
    } catch (Exception unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private static void begun(
      boolean isNested, FailsafeExecutor<Object> calls, Random random, LibraryEvents library) {
    library.add("permitted");
    library.add("finished");
    if (isNested) {
      call(calls, random, library);
    }
  }

  @Test
  void permitsTakenByHand_areCounted() throws Exception {
    Bulkhead<Object> bulkhead = bulkhead();
    bulkhead.acquirePermit();
    assertThat(bulkhead.tryAcquirePermit()).isFalse();
    bulkhead.releasePermit();
    assertThat(bulkhead.tryAcquirePermit()).isTrue();

    assertThat(counted("bulkhead.event", "bulkhead", "permitted")).isEqualTo(2);
    assertThat(counted("bulkhead.event", "bulkhead", "rejected")).isEqualTo(1);
    assertThat(counted("bulkhead.event", "bulkhead", "finished")).isEqualTo(1);
  }

  @Test
  void rateLimiterOnManyThreads_countsAllCalls() throws Exception {
    RateLimiter<Object> limiter = limiter();
    ManyThreads.run(200, random -> limited(limiter, random));
    assertThat(counted("rate_limiter.event", "limiter", "permitted")).isEqualTo(500);
    assertThat(counted("rate_limiter.event", "limiter", "rejected")).isEqualTo(1_100);
  }

  private static void limited(RateLimiter<Object> limiter, Random random) {
    try {
      switch (random.nextInt(3)) {
        case 0 -> limiter.tryAcquirePermit();
        case 1 -> Failsafe.with(limiter).run(() -> {});
        default -> {
          CompletableFuture<Void> call = Failsafe.with(limiter).runAsync(() -> {});
          call.get(10, TimeUnit.SECONDS);
        }
      }
    } catch (RateLimitExceededException rejected) {
      // It is counted.
    } catch (ExecutionException failed) {
      assertThat(failed).hasCauseInstanceOf(RateLimitExceededException.class);
    } catch (Exception unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  @Test
  void policiesFromOnePlace_haveNumbers() {
    RateLimiter<Object> first = limiter();
    RateLimiter<Object> second = limiter();
    assertThat(first.tryAcquirePermit()).isTrue();
    assertThatThrownBy(() -> second.tryAcquirePermits(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(second.tryAcquirePermit()).isTrue();
    assertThat(AGENT.measured().values("rate_limiter.event", "name"))
        .containsExactly(SITE + "limiter", SITE + "limiter:2");
  }

  private static long counted(String metric, String site, String event) {
    return AGENT
        .measured()
        .counter(metric, "name", SITE + site, "library", "failsafe", "event", event);
  }
}
