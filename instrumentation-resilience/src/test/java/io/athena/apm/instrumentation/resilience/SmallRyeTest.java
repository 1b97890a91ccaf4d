package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.FaultTolerance;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Guards of SmallRye 5 and 6 in the API that both have; what the library tells is the truth. */
@SuppressWarnings({"deprecation", "removal"})
class SmallRyeTest {

  private static final String SITE = SmallRyeTest.class.getName() + "#";

  private static final TestProbes PROBES = new TestProbes();

  @RegisterExtension
  static final AgentExtension AGENT = AgentExtension.with(ResilienceInstrumentations.all(), PROBES);

  /** Opens when two of four calls have failed. */
  private static FaultTolerance<Object> breaker(String description) {
    return FaultTolerance.create()
        .withDescription(description)
        .withCircuitBreaker()
        .name(description)
        .requestVolumeThreshold(4)
        .delay(1, ChronoUnit.HOURS)
        .done()
        .build();
  }

  private static void failTimes(int times, FaultTolerance<Object> guard) {
    for (int i = 0; i < times; i++) {
      assertThatThrownBy(() -> guard.call(SmallRyeTest::fail))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Object fail() {
    throw new IllegalArgumentException("failed");
  }

  @Test
  void calls_areCountedUnderTheDescriptionOfTheGuard() throws Exception {
    int before = PROBES.opened();
    FaultTolerance<Object> breaker = breaker("counted");
    breaker.call(() -> "answer");
    failTimes(3, breaker);
    assertThatThrownBy(() -> breaker.call(() -> "answer"))
        .isInstanceOf(CircuitBreakerOpenException.class);

    assertThat(events("counted", "success")).isEqualTo(1);
    assertThat(events("counted", "error")).isEqualTo(3);
    assertThat(events("counted", "open")).isEqualTo(1);
    assertThat(events("counted", "rejected")).isEqualTo(1);
    assertThat(events("counted", "closed")).as("it was made closed").isZero();
    assertThat(state("counted")).isEqualTo(2);
    assertThat(PROBES.opened()).as("reported at once").isEqualTo(before + 1);
  }

  /** Its description is random; it is created without a call. */
  private static FaultTolerance<Object> unnamed() {
    return FaultTolerance.create().withCircuitBreaker().done().withRetry().done().build();
  }

  @Test
  void guardWithoutDescription_hasTheNameOfTheMethodThatCreatedIt() throws Exception {
    FaultTolerance<Object> first = unnamed();
    FaultTolerance<Object> second = unnamed();
    first.call(() -> "answer");
    second.call(() -> "answer");
    second.call(() -> "answer");

    assertThat(events(SITE + "unnamed", "success")).isEqualTo(1);
    assertThat(events(SITE + "unnamed:2", "success")).isEqualTo(2);
    assertThat(AGENT.measured().values("circuit_breaker.event", "name"))
        .containsExactly(SITE + "unnamed", SITE + "unnamed:2");
  }

  @Test
  void guardWithinAGuard_isCountedUnderItsOwnName() throws Exception {
    FaultTolerance<Object> outer = breaker("outer");
    FaultTolerance<Object> inner = breaker("inner");
    outer.call(() -> inner.call(() -> "answer"));
    failTimes(1, inner);

    assertThat(events("outer", "success")).isEqualTo(1);
    assertThat(events("outer", "error")).isZero();
    assertThat(events("inner", "success")).isEqualTo(1);
    assertThat(events("inner", "error")).isEqualTo(1);
  }

  @Test
  void timeOpen_isCountedAtFlushesAndAtTheResetThatEndsIt() throws Exception {
    FaultTolerance<Object> breaker = breaker("reset");
    failTimes(4, breaker);
    PROBES.pass(700);
    assertThat(openMillis("reset")).isEqualTo(700);
    PROBES.pass(50);
    FaultTolerance.circuitBreakerMaintenance().reset("reset");
    assertThat(state("reset")).isZero();
    PROBES.pass(3_000);
    assertThat(openMillis("reset")).isEqualTo(750);
    assertThat(events("reset", "closed")).isEqualTo(1);

    FaultTolerance.circuitBreakerMaintenance().reset("reset");
    assertThat(events("reset", "closed")).as("it is closed").isEqualTo(1);
  }

  @Test
  @Timeout(60)
  void callsOnManyThreads_areCountedAsTheLibraryCountsThem() throws Exception {
    LibraryEvents library = new LibraryEvents("smallrye");
    FaultTolerance<Object> breaker = listenedBreaker(library);
    FaultTolerance<CompletionStage<Object>> async = listenedAsyncBreaker(library);

    ManyThreads.run(
        1,
        random -> {
          while (library.count("closed") < 100 || library.count("rejected") == 0) {
            call(breaker, async, random);
          }
        });

    while (library.count("half_open") < library.count("open")) {
      // The library's timer makes it half open.
      Thread.onSpinWait();
    }
    library.assertEqual(
        AGENT.measured(),
        "circuit_breaker.event",
        "listened",
        "success",
        "error",
        "rejected",
        "open",
        "half_open",
        "closed");
    assertThat(state("listened"))
        .isEqualTo(
            Math.max(stateOf("listened in turn").value(), stateOf("listened at once").value()));
  }

  private static BreakerState stateOf(String breaker) {
    return BreakerState.of(FaultTolerance.circuitBreakerMaintenance().currentState(breaker).name());
  }

  private static FaultTolerance<Object> listenedBreaker(LibraryEvents library) {
    return FaultTolerance.create()
        .withDescription("listened")
        .withCircuitBreaker()
        .name("listened in turn")
        .skipOn(IllegalStateException.class)
        .requestVolumeThreshold(4)
        .delay(0, ChronoUnit.MILLIS)
        .onSuccess(() -> library.add("success"))
        .onFailure(() -> library.add("error"))
        .onPrevented(() -> library.add("rejected"))
        .onStateChange(state -> library.add(name(state)))
        .done()
        .build();
  }

  private static FaultTolerance<CompletionStage<Object>> listenedAsyncBreaker(
      LibraryEvents library) {
    return FaultTolerance.createAsync()
        .withDescription("listened")
        .withThreadOffload(true)
        .withCircuitBreaker()
        .name("listened at once")
        .requestVolumeThreshold(4)
        .delay(0, ChronoUnit.MILLIS)
        .onSuccess(() -> library.add("success"))
        .onFailure(() -> library.add("error"))
        .onPrevented(() -> library.add("rejected"))
        .onStateChange(state -> library.add(name(state)))
        .done()
        .build();
  }

  private static String name(CircuitBreakerState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static void call(
      FaultTolerance<Object> breaker,
      FaultTolerance<CompletionStage<Object>> async,
      Random random) {
    int outcome = random.nextInt(6);
    if (random.nextInt(4) == 0) {
      ended(async, () -> CompletableFuture.completedFuture(outcome(outcome)));
    } else {
      ended(breaker, () -> outcome(outcome));
    }
  }

  private static Object outcome(int random) {
    return switch (random) {
      case 0, 1 -> throw new IllegalArgumentException("failed");
      case 2 -> throw new IllegalStateException("failed, and counts as a success");
      default -> "answer";
    };
  }

  private static <T> void ended(FaultTolerance<T> guard, Callable<T> action) {
    try {
      if (guard.call(action) instanceof CompletionStage<?> stage) {
        stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
      }
    } catch (Exception expected) {
      assertThat(cause(expected))
          .isInstanceOfAny(
              IllegalArgumentException.class,
              IllegalStateException.class,
              UnsupportedOperationException.class,
              FaultToleranceException.class);
    }
  }

  private static Throwable cause(Throwable thrown) {
    return thrown instanceof CompletionException || thrown instanceof ExecutionException
        ? thrown.getCause()
        : thrown;
  }

  private static FaultTolerance<Object> retry(LibraryEvents library) {
    return FaultTolerance.create()
        .withDescription("retry")
        .withRetry()
        .maxRetries(2)
        .delay(0, ChronoUnit.MILLIS)
        .jitter(0, ChronoUnit.MILLIS)
        .retryOn(IllegalArgumentException.class)
        .onRetry(() -> library.add("retry"))
        .done()
        .build();
  }

  private static FaultTolerance<CompletionStage<Object>> asyncRetry(LibraryEvents library) {
    return FaultTolerance.createAsync()
        .withDescription("retry")
        .withThreadOffload(true)
        .withRetry()
        .maxRetries(2)
        .delay(0, ChronoUnit.MILLIS)
        .jitter(0, ChronoUnit.MILLIS)
        .retryOn(IllegalArgumentException.class)
        .onRetry(() -> library.add("retry"))
        .done()
        .build();
  }

  @Test
  void retriesOnManyThreads_areCountedByTheirAttemptsAndTheirEnd() throws Exception {
    LibraryEvents library = new LibraryEvents("smallrye");
    FaultTolerance<Object> retry = retry(library);
    FaultTolerance<CompletionStage<Object>> async = asyncRetry(library);
    ManyThreads.run(
        1_000,
        random -> {
          AtomicInteger attempts = new AtomicInteger();
          try {
            if (random.nextInt(4) == 0) {
              async
                  .call(() -> CompletableFuture.completedFuture(attempt(random, attempts)))
                  .toCompletableFuture()
                  .get(10, TimeUnit.SECONDS);
            } else {
              retry.call(() -> attempt(random, attempts));
            }
            if (attempts.get() > 1) {
              library.add("success");
            }
          } catch (Exception ended) {
            boolean isRetried = cause(ended) instanceof IllegalArgumentException;
            assertThat(attempts.get()).isEqualTo(isRetried ? 3 : attempts.get());
            library.add(isRetried ? "error" : "ignored_error");
          }
        });
    library.assertEqual(
        AGENT.measured(), "retry.event", "retry", "retry", "success", "error", "ignored_error");
  }

  private static Object attempt(Random random, AtomicInteger attempts) {
    attempts.incrementAndGet();
    return switch (random.nextInt(7)) {
      case 0 -> throw new UnsupportedOperationException("ends");
      case 1, 2, 3 -> throw new IllegalArgumentException("again");
      default -> "answer";
    };
  }

  @Test
  void fallbacks_areCounted() throws Exception {
    FaultTolerance<Object> guard =
        FaultTolerance.create()
            .withDescription("fallback")
            .withCircuitBreaker()
            .done()
            .withFallback()
            .handler(() -> "other answer")
            .done()
            .build();
    assertThat(guard.call(() -> "answer")).isEqualTo("answer");
    assertThat(guard.call(SmallRyeTest::fail)).isEqualTo("other answer");

    assertThat(events("fallback", "fallback")).isEqualTo(1);
    assertThat(events("fallback", "success")).isEqualTo(1);
    assertThat(events("fallback", "error")).isEqualTo(1);
  }

  private static long events(String name, String event) {
    return AGENT
        .measured()
        .counter("circuit_breaker.event", "name", name, "library", "smallrye", "event", event);
  }

  private static double state(String name) {
    return AGENT.measured().gauge("circuit_breaker.state", "name", name, "library", "smallrye");
  }

  private static long openMillis(String name) {
    return AGENT
        .measured()
        .counter("circuit_breaker.open.duration", "name", name, "library", "smallrye");
  }
}
