package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jodah.failsafe.CircuitBreaker;
import net.jodah.failsafe.CircuitBreakerOpenException;
import net.jodah.failsafe.Failsafe;
import net.jodah.failsafe.FailsafeExecutor;
import net.jodah.failsafe.Policy;
import net.jodah.failsafe.RetryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against the real library, its own events being the truth. */
class EarlierFailsafeTest {

  private static final String SITE = EarlierFailsafeTest.class.getName() + "#";

  private static final TestProbes PROBES = new TestProbes();

  @RegisterExtension
  static final AgentExtension AGENT = AgentExtension.with(ResilienceInstrumentations.all(), PROBES);

  private static final FailsafeCounts COUNTS = new FailsafeCounts(AGENT, EarlierFailsafeTest.class);

  /**
   * With the first policy, 2.0 creates a constant of its own, which would have a name from here.
   */
  private static final RetryPolicy<Object> FIRST = new RetryPolicy<>();

  /** The only form that both 2.0 and 2.4 have. */
  @SuppressWarnings({"unchecked", "rawtypes", "deprecation"})
  private static FailsafeExecutor<Object> with(Policy<Object> policy) {
    Policy<Object>[] policies = new Policy[] {policy};
    return Failsafe.with(policies);
  }

  private static CircuitBreaker<Object> breaker(Duration delay) {
    return new CircuitBreaker<>().withFailureThreshold(3).withDelay(delay);
  }

  private static CircuitBreaker<Object> listenedBreaker(Duration delay, LibraryEvents library) {
    return new CircuitBreaker<>()
        .withFailureThreshold(3)
        .withSuccessThreshold(1)
        .withDelay(delay)
        .onOpen(() -> library.add("open"))
        .onHalfOpen(() -> library.add("half_open"))
        .onClose(() -> library.add("closed"));
  }

  /** Three attempts; an illegal argument is tried again, an illegal state ends the call. */
  private static RetryPolicy<Object> retry(LibraryEvents library) {
    assertThat(FIRST).isNotNull();
    return new RetryPolicy<>()
        .withMaxAttempts(3)
        .handle(List.of(IllegalArgumentException.class, IllegalStateException.class))
        .abortOn(List.of(IllegalStateException.class))
        .onRetry(event -> library.add("retry"))
        .onAbort(event -> library.add("ignored_error"))
        .onRetriesExceeded(event -> library.add("error"));
  }

  @Test
  void calls_areCountedUnderTheMethodThatCreatedTheBreaker() {
    CircuitBreaker<Object> breaker = breaker(Duration.ofHours(1));
    with(breaker).run(() -> {});
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> with(breaker).run(EarlierFailsafeTest::fail))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> with(breaker).run(() -> {}))
        .isInstanceOf(CircuitBreakerOpenException.class);

    assertThat(COUNTS.ofBreaker("success")).isEqualTo(1);
    assertThat(COUNTS.ofBreaker("error")).isEqualTo(3);
    assertThat(COUNTS.ofBreaker("open")).isEqualTo(1);
    assertThat(COUNTS.ofBreaker("rejected")).isEqualTo(1);
    assertThat(COUNTS.ofBreaker("closed")).as("it was made closed").isZero();
    assertThat(COUNTS.state()).isEqualTo(2);
  }

  @Test
  void breakerThatIsNotCalled_isClosed() {
    CircuitBreaker<Object> breaker = breaker(Duration.ofHours(1));
    assertThat(breaker.isClosed()).isTrue();
    assertThat(COUNTS.state()).isZero();
  }

  @Test
  void timeOpen_isCountedAtFlushesAndAtTheChangeThatEndsIt() {
    CircuitBreaker<Object> breaker = breaker(Duration.ofHours(1));
    breaker.open();
    PROBES.pass(700);
    assertThat(COUNTS.openMillis()).isEqualTo(700);
    PROBES.pass(50);
    breaker.halfOpen();
    assertThat(COUNTS.state()).isEqualTo(1);
    PROBES.pass(3_000);
    breaker.close();
    assertThat(COUNTS.openMillis()).isEqualTo(750);
    assertThat(COUNTS.state()).isZero();
  }

  @Test
  void callsOnManyThreads_areCountedAsTheLibraryCountsThem() throws Exception {
    assertEqualOnManyThreads(Duration.ofHours(1));
  }

  /** Each open breaker that is asked becomes half open, and is asked again. */
  @Test
  void callsOnManyThreads_areCountedAsTheLibraryCountsThem_whenTheBreakerIsHalfOpenAtOnce()
      throws Exception {
    assertEqualOnManyThreads(Duration.ZERO);
  }

  private static void assertEqualOnManyThreads(Duration delay) throws Exception {
    LibraryEvents library = new LibraryEvents("failsafe");
    CircuitBreaker<Object> breaker = listenedBreaker(delay, library);

    ManyThreads.run(2_000, random -> call(breaker, random, library));

    library.assertEqual(
        AGENT.measured(),
        "circuit_breaker.event",
        SITE + "listenedBreaker",
        "success",
        "error",
        "rejected",
        "open",
        "half_open",
        "closed");
    assertThat(AGENT.measured().gauge("circuit_breaker.state", "name", SITE + "listenedBreaker"))
        .isEqualTo(BreakerState.of(breaker.getState().name()).value());
  }

  private static void call(CircuitBreaker<Object> breaker, Random random, LibraryEvents library) {
    try {
      switch (random.nextInt(20)) {
        case 0 -> breaker.halfOpen();
        case 1 -> breaker.close();
        case 2, 3, 4, 5, 6, 7, 8 -> with(breaker).run(EarlierFailsafeTest::fail);
        default -> {
          with(breaker).run(() -> callAgain(breaker, random, library));
          library.add("success");
        }
      }
    } catch (CircuitBreakerOpenException rejected) {
      library.add("rejected");
    } catch (IllegalArgumentException failed) {
      library.add("error");
    }
  }

  /** A call within a call is rejected even where the other threads are slow. */
  private static void callAgain(
      CircuitBreaker<Object> breaker, Random random, LibraryEvents library) {
    if (random.nextInt(3) == 0) {
      call(breaker, random, library);
    }
  }

  @Test
  void retries_areCountedByTheirAttemptsAndTheirEnd() {
    LibraryEvents library = new LibraryEvents("failsafe");
    RetryPolicy<Object> retry = retry(library);
    int[] attempts = {0};
    with(retry)
        .run(
            () -> {
              if (++attempts[0] < 3) {
                fail();
              }
            });
    with(retry).run(() -> {});
    assertThatThrownBy(() -> with(retry).run(EarlierFailsafeTest::fail))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> with(retry).run(EarlierFailsafeTest::failForGood))
        .isInstanceOf(IllegalStateException.class);

    assertThat(COUNTS.ofRetry("retry")).isEqualTo(4);
    assertThat(COUNTS.ofRetry("success")).isEqualTo(1);
    assertThat(COUNTS.ofRetry("error")).isEqualTo(1);
    assertThat(COUNTS.ofRetry("ignored_error")).isEqualTo(1);
  }

  @Test
  void retriesOnManyThreads_areCountedAsTheLibraryCountsThem() throws Exception {
    LibraryEvents library = new LibraryEvents("failsafe");
    RetryPolicy<Object> retry = retry(library);
    FailsafeRetries.onManyThreads(
        library, call -> with(retry).get(call::call), call -> with(retry).getAsync(call::call));

    library.assertEqual(
        AGENT.measured(),
        "retry.event",
        SITE + "retry",
        "retry",
        "success",
        "error",
        "ignored_error");
  }

  private static void fail() {
    throw new IllegalArgumentException("failed");
  }

  private static void failForGood() {
    throw new IllegalStateException("failed for good");
  }
}
