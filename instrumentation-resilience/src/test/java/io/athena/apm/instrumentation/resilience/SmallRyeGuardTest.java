package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The guards of SmallRye 6.7 and later, whose policies serve calls of every kind. */
class SmallRyeGuardTest {

  private static final String SITE = SmallRyeGuardTest.class.getName() + "#";

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
          ResilienceInstrumentations.all(),
          (registry, spans, log) ->
              ResilienceInstrumentations.install(registry, spans, log, false, () -> {}));

  /** All policies at once, each in the way of the others. */
  private static Guard guard(
      LibraryEvents breaker, LibraryEvents retry, LibraryEvents bulkhead, LibraryEvents limit) {
    return Guard.create()
        .withDescription("all")
        .withCircuitBreaker()
        .requestVolumeThreshold(10)
        .delay(0, ChronoUnit.MILLIS)
        .onSuccess(() -> breaker.add("success"))
        .onFailure(() -> breaker.add("error"))
        .onPrevented(() -> breaker.add("rejected"))
        .onStateChange(state -> breaker.add(EventName.of(state.name())))
        .done()
        .withRetry()
        .maxRetries(2)
        .delay(0, ChronoUnit.MILLIS)
        .jitter(0, ChronoUnit.MILLIS)
        .abortOn(FaultToleranceException.class)
        .onRetry(() -> retry.add("retry"))
        .done()
        .withBulkhead()
        .limit(1)
        .queueSize(2)
        .onAccepted(() -> bulkhead.add("permitted"))
        .onRejected(() -> bulkhead.add("rejected"))
        .onFinished(() -> bulkhead.add("finished"))
        .done()
        .withRateLimit()
        .limit(1_000)
        .window(1, ChronoUnit.HOURS)
        .onPermitted(() -> limit.add("permitted"))
        .onRejected(() -> limit.add("rejected"))
        .done()
        .build();
  }

  @Test
  @Timeout(60)
  void allPoliciesOnManyThreads_areCountedAsTheLibraryCountsThem() throws Exception {
    LibraryEvents breaker = new LibraryEvents("smallrye");
    LibraryEvents retry = new LibraryEvents("smallrye");
    LibraryEvents bulkhead = new LibraryEvents("smallrye");
    LibraryEvents limit = new LibraryEvents("smallrye");
    Guard guard = guard(breaker, retry, bulkhead, limit);

    ManyThreads.run(
        1,
        random -> {
          while (limit.count("rejected") == 0) {
            call(guard, random, retry);
          }
        });

    while (breaker.count("half_open") < breaker.count("open")) {
      // The library's timer makes it half open.
      Thread.onSpinWait();
    }
    breaker.assertEqual(
        AGENT.measured(),
        "circuit_breaker.event",
        "all",
        "success",
        "error",
        "rejected",
        "open",
        "half_open",
        "closed");
    retry.assertEqual(
        AGENT.measured(), "retry.event", "all", "retry", "success", "error", "ignored_error");
    bulkhead.assertEqual(
        AGENT.measured(), "bulkhead.event", "all", "permitted", "rejected", "finished");
    limit.assertEqual(AGENT.measured(), "rate_limiter.event", "all", "permitted", "rejected");
  }

  /** A call whose result arrives later. What another policy rejects is not tried again. */
  private static void call(Guard guard, Random random, LibraryEvents retry) {
    AtomicInteger attempts = new AtomicInteger();
    try {
      guard
          .call(
              () -> CompletableFuture.completedFuture(attempt(guard, random, attempts, retry)),
              CompletionStage.class)
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
      if (attempts.get() > 1) {
        retry.add("success");
      }
    } catch (ExecutionException failed) {
      retry.add(failed.getCause() instanceof FaultToleranceException ? "ignored_error" : "error");
    } catch (Exception unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private static Object attempt(
      Guard guard, Random random, AtomicInteger attempts, LibraryEvents retry) {
    attempts.incrementAndGet();
    if (random.nextInt(10) == 0) {
      rejectedWithin(guard, retry);
    }
    if (random.nextInt(5) < 2) {
      throw new IllegalArgumentException("failed");
    }
    return "answer";
  }

  /** The bulkhead permits one call at a time, and only calls of the other kind wait for it. */
  private static void rejectedWithin(Guard guard, LibraryEvents retry) {
    assertThatThrownBy(() -> guard.call(() -> "answer", Object.class))
        .isInstanceOf(FaultToleranceException.class);
    retry.add("ignored_error");
  }

  private static TypedGuard<String> unnamed() {
    return TypedGuard.create(String.class)
        .withRetry()
        .done()
        .withFallback()
        .handler(() -> "other answer")
        .done()
        .build();
  }

  private static Guard untitled() {
    return Guard.create().withCircuitBreaker().done().build();
  }

  @Test
  void guardWithoutDescription_hasTheNameOfTheMethodThatCreatedIt() throws Exception {
    TypedGuard<String> typed = unnamed();
    assertThat(typed.call(SmallRyeGuardTest::fail)).isEqualTo("other answer");
    untitled().call(() -> "answer", String.class);

    assertThat(AGENT.measured().counter("retry.event", "name", SITE + "unnamed", "event", "error"))
        .isEqualTo(1);
    assertThat(
            AGENT
                .measured()
                .counter("circuit_breaker.event", "name", SITE + "unnamed", "event", "fallback"))
        .isEqualTo(1);
    assertThat(
            AGENT
                .measured()
                .counter("circuit_breaker.event", "name", SITE + "untitled", "event", "success"))
        .isEqualTo(1);
  }

  private static String fail() {
    throw new IllegalArgumentException("failed");
  }
}
