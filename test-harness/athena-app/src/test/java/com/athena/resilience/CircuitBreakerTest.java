package com.athena.resilience;

import static com.athena.resilience.CircuitBreaker.State.CLOSED;
import static com.athena.resilience.CircuitBreaker.State.HALF_OPEN;
import static com.athena.resilience.CircuitBreaker.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.athena.resilience.CircuitBreaker.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

  private static final Callable<String> SUCCESS = () -> "answer";
  private static final Callable<String> FAILURE =
      () -> {
        throw new IOException("down");
      };

  private final AtomicLong nanoTime = new AtomicLong();
  private final List<State> changes = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CircuitBreaker breaker =
      new CircuitBreaker(
          "model", 3, Duration.ofSeconds(2), (name, state) -> changes.add(state), nanoTime::get);

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void closedBreaker_returnsWhatTheCallReturns() throws Exception {
    assertThat(breaker.execute(SUCCESS)).isEqualTo("answer");
    assertThat(breaker.state()).isEqualTo(CLOSED);
  }

  @Test
  void closedBreaker_throwsWhatTheCallThrows() {
    assertThatIOException().isThrownBy(() -> breaker.execute(FAILURE)).withMessage("down");
  }

  @Test
  void breaker_staysClosedBelowTheThreshold() {
    fail(2);

    assertThat(breaker.state()).isEqualTo(CLOSED);
  }

  @Test
  void breaker_opensAtTheThreshold() {
    fail(3);

    assertThat(changes).containsExactly(OPEN);
  }

  @Test
  void success_startsTheCountOfFailuresAgain() throws Exception {
    fail(2);
    breaker.execute(SUCCESS);
    fail(2);

    assertThat(breaker.state()).isEqualTo(CLOSED);
  }

  @Test
  void openBreaker_refusesWithoutCalling() {
    fail(3);
    var called = new ArrayList<String>();

    assertThatExceptionOfType(CircuitBreakerOpenException.class)
        .isThrownBy(() -> breaker.execute(() -> called.add("called")))
        .withMessageContaining("model");
    assertThat(called).isEmpty();
  }

  @Test
  void openBreaker_refusesUntilTheVeryEndOfTheTimeout() {
    fail(3);
    nanoTime.set(Duration.ofSeconds(2).toNanos() - 1);

    assertThatExceptionOfType(CircuitBreakerOpenException.class)
        .isThrownBy(() -> breaker.execute(SUCCESS));
  }

  @Test
  void successOnTrial_closesTheBreaker() throws Exception {
    fail(3);
    waitOutTheTimeout();
    breaker.execute(SUCCESS);

    assertThat(changes).containsExactly(OPEN, HALF_OPEN, CLOSED);
  }

  @Test
  void failureOnTrial_opensTheBreakerForAnotherTimeout() {
    fail(3);
    waitOutTheTimeout();
    fail(1);

    assertThat(changes).containsExactly(OPEN, HALF_OPEN, OPEN);
    assertThatExceptionOfType(CircuitBreakerOpenException.class)
        .isThrownBy(() -> breaker.execute(SUCCESS));
  }

  @Test
  void errorOnTrial_opensTheBreakerToo() {
    fail(3);
    waitOutTheTimeout();

    assertThatExceptionOfType(StackOverflowError.class)
        .isThrownBy(
            () ->
                breaker.execute(
                    () -> {
                      throw new StackOverflowError();
                    }));
    assertThat(breaker.state()).isEqualTo(OPEN);
  }

  @Test
  void halfOpenBreaker_letsOnlyOneCallTry() throws Exception {
    fail(3);
    waitOutTheTimeout();
    var trial = new RunningCall();

    assertThatExceptionOfType(CircuitBreakerOpenException.class)
        .isThrownBy(() -> breaker.execute(SUCCESS));
    trial.succeed();
    assertThat(breaker.state()).isEqualTo(CLOSED);
  }

  @Test
  void successOfCallFromBeforeTheOpening_doesNotCloseTheBreaker() throws Exception {
    var slow = new RunningCall();
    fail(3);
    waitOutTheTimeout();
    var trial = new RunningCall();
    slow.succeed();

    assertThat(breaker.state()).isEqualTo(HALF_OPEN);
    trial.succeed();
  }

  private void fail(int times) {
    for (int time = 0; time < times; time++) {
      assertThatIOException().isThrownBy(() -> breaker.execute(FAILURE));
    }
  }

  private void waitOutTheTimeout() {
    nanoTime.addAndGet(Duration.ofSeconds(2).toNanos());
  }

  /** A call that has entered the breaker and stays there until it is told to succeed. */
  private final class RunningCall {

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch allowed = new CountDownLatch(1);
    private final CompletableFuture<Void> done;

    RunningCall() throws InterruptedException {
      done = CompletableFuture.runAsync(this::run, threads);
      assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
    }

    void succeed() throws Exception {
      allowed.countDown();
      done.get(5, TimeUnit.SECONDS);
    }

    private void run() {
      try {
        breaker.execute(
            () -> {
              started.countDown();
              return allowed.await(5, TimeUnit.SECONDS);
            });
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }
}
