package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.acme.resilience.AICircuitBreaker;
import com.acme.resilience.CircuitBreaker;
import com.acme.resilience.SimpleCircuitBreaker;
import io.athena.apm.kit.agent.AgentExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AthenaCircuitBreakerTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
              ResilienceInstrumentations.all(),
              (registry, spans, log) -> ResilienceInstrumentations.install(registry, log, false))
          .rules(
              """
              rules:
                - method:
                    - "**.*CircuitBreaker#execute"
                    - "**.*CircuitBreaker#allowRequest"
                    - "**.*CircuitBreaker#on*"
                    - "**.*CircuitBreaker#record*"
                    - "**.*CircuitBreaker#reset"
                  as: circuit_breaker
              """,
              ResilienceInstrumentations.methodRoles());

  @Test
  void everyChangeOfState_isCountedOnce() {
    CircuitBreaker breaker = new CircuitBreaker("payments");
    assertThat(breaker.execute(() -> "fine")).isEqualTo("fine");
    fail(breaker);
    fail(breaker);
    breaker.rest();
    assertThat(breaker.execute(() -> "fine again")).isEqualTo("fine again");
    assertThat(events("payments", "open")).isEqualTo(1);
    assertThat(events("payments", "half_open")).as("passed within one call").isEqualTo(1);
    assertThat(events("payments", "closed")).isEqualTo(1);
    assertThat(state("payments")).isZero();
  }

  @Test
  void failedProbe_opensAgain() {
    CircuitBreaker breaker = new CircuitBreaker("search");
    fail(breaker);
    fail(breaker);
    breaker.rest();
    fail(breaker);
    assertThat(events("search", "open")).isEqualTo(2);
    assertThat(events("search", "half_open")).isEqualTo(1);
    assertThat(events("search", "closed")).isZero();
    assertThat(state("search")).isEqualTo(2);
  }

  @Test
  void changesUnderContention_areCountedOnce() throws InterruptedException {
    CircuitBreaker breaker = new CircuitBreaker("busy");
    CountDownLatch together = new CountDownLatch(1);
    List<Thread> threads =
        Stream.generate(() -> new Thread(() -> failOften(breaker, together))).limit(8).toList();
    threads.forEach(Thread::start);
    together.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(events("busy", "open")).isEqualTo(1);
    assertThat(events("busy", "closed")).isZero();
  }

  private static void failOften(CircuitBreaker breaker, CountDownLatch together) {
    try {
      together.await();
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
    for (int i = 0; i < 1_000; i++) {
      fail(breaker);
    }
  }

  @Test
  void getterThatWaitsForACaller_holdsUpNeitherThePollNorTheCaller() {
    SimpleCircuitBreaker breaker = new SimpleCircuitBreaker();
    breaker.execute(() -> "seen once");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            breaker.execute(
                () -> CompletableFuture.supplyAsync(() -> state("SimpleCircuitBreaker")).join()));
    breaker.recordFailure();
    assertThat(state("SimpleCircuitBreaker")).as("seen by the caller").isEqualTo(2);
    assertThat(events("SimpleCircuitBreaker", "open")).isEqualTo(1);
  }

  @Test
  void wrapperOfAMeasuredLibrary_isLeftToIt() {
    AICircuitBreaker wrapper = new AICircuitBreaker();
    assertThat(wrapper.execute(() -> "fine")).isEqualTo("fine");
    assertThat(wrapper.state()).isEqualTo("OPEN");
    assertThat(AGENT.measured().values("circuit_breaker.event", "library"))
        .containsOnly("resilience4j");
  }

  private static void fail(CircuitBreaker breaker) {
    assertThatThrownBy(
            () ->
                breaker.execute(
                    () -> {
                      throw new IllegalArgumentException("failed");
                    }))
        .isInstanceOf(RuntimeException.class);
  }

  private static double state(String name) {
    return AGENT.measured().gauge("circuit_breaker.state", "name", name, "library", "athena");
  }

  private static long events(String name, String event) {
    return AGENT
        .measured()
        .counter("circuit_breaker.event", "name", name, "library", "athena", "event", event);
  }
}
