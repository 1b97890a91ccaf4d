package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.agent.AgentExtension;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import io.github.resilience4j.ratelimiter.internal.SemaphoreBasedRateLimiter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against the real library, its own events being the truth. */
class Resilience4jRateLimiterTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
          ResilienceInstrumentations.all(),
          (registry, spans, log) ->
              ResilienceInstrumentations.install(registry, spans, log, false, () -> {}));

  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  /** Permits so many in the hour that the test does not last. */
  private static RateLimiterConfig config(int limit) {
    return RateLimiterConfig.custom()
        .limitForPeriod(limit)
        .limitRefreshPeriod(Duration.ofHours(1))
        .timeoutDuration(Duration.ZERO)
        .build();
  }

  @Test
  void atomicLimiter_countsAsTheLibrary_onManyThreads() throws Exception {
    assertEqualOnManyThreads(new AtomicRateLimiter("atomic", config(500)));
  }

  @Test
  void limiterBySemaphore_countsAsTheLibrary_onManyThreads() throws Exception {
    assertEqualOnManyThreads(new SemaphoreBasedRateLimiter("semaphore", config(500), scheduler));
  }

  private static void assertEqualOnManyThreads(RateLimiter limiter) throws Exception {
    LibraryEvents library = new LibraryEvents("resilience4j");
    limiter
        .getEventPublisher()
        .onSuccess(event -> library.add("permitted"))
        .onFailure(event -> library.add("rejected"));

    ManyThreads.run(200, random -> limiter.acquirePermission());

    library.assertEqual(
        AGENT.measured(), "rate_limiter.event", limiter.getName(), "permitted", "rejected");
    assertThat(events(limiter.getName(), "permitted")).isEqualTo(500);
    assertThat(events(limiter.getName(), "rejected")).isEqualTo(1_100);
  }

  @Test
  void callThatTakesSeveralPermits_isOneEvent() {
    RateLimiter limiter = RateLimiter.of("several", config(10));
    assertThat(limiter.acquirePermission(7)).isTrue();
    assertThat(limiter.acquirePermission(7)).isFalse();
    assertThat(events("several", "permitted")).isEqualTo(1);
    assertThat(events("several", "rejected")).isEqualTo(1);
  }

  @Test
  void reservation_isPermittedOrRejected() {
    RateLimiter limiter = RateLimiter.of("reserving", config(1));
    assertThat(limiter.reservePermission()).isZero();
    assertThat(limiter.reservePermission()).isNegative();
    assertThat(events("reserving", "permitted")).isEqualTo(1);
    assertThat(events("reserving", "rejected")).isEqualTo(1);
  }

  private static long events(String name, String event) {
    return AGENT
        .measured()
        .counter("rate_limiter.event", "name", name, "library", "resilience4j", "event", event);
  }
}
