package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.acme.resilience.AICircuitBreaker;
import com.acme.resilience.CircuitBreaker;
import com.acme.resilience.SimpleCircuitBreaker;
import io.athena.apm.kit.agent.AgentExtension;
import io.athena.apm.spans.FinishedSpan;
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
              (registry, spans, log) ->
                  ResilienceInstrumentations.install(registry, spans, log, false, () -> {}))
          .rules(
              """
              rules:
                - method: "**.*CircuitBreaker#execute"
                  as: circuit_breaker.call
                - method:
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
  void calls_areTimedByTheirOutcome() {
    CircuitBreaker breaker = new CircuitBreaker("orders");
    breaker.execute(() -> "fine");
    fail(breaker);
    fail(breaker);
    fail(breaker);
    assertThat(calls("orders", "success")).isEqualTo(1);
    assertThat(calls("orders", "error")).as("the second one opens the breaker").isEqualTo(2);
    assertThat(calls("orders", "rejected")).isEqualTo(1);

    breaker.rest();
    fail(breaker);
    assertThat(calls("orders", "error")).as("the failed probe").isEqualTo(3);
    assertThat(calls("orders", "rejected")).isEqualTo(1);
  }

  @Test
  void callWithFallback_isOneCall() {
    CircuitBreaker breaker = new CircuitBreaker("quotes");
    assertThat(breaker.execute(AthenaCircuitBreakerTest::thrown, "none")).isEqualTo("none");
    assertThat(calls("quotes", "error")).isEqualTo(1);
    assertThat(calls("quotes", "success")).isZero();
  }

  @Test
  void callWhoseResultArrivesLater_endsThen() {
    CircuitBreaker breaker = new CircuitBreaker("later");
    CompletableFuture<String> first = breaker.execute(CompletableFuture::new);
    CompletableFuture<String> second = breaker.execute(CompletableFuture::new);
    assertThat(AGENT.measured().has("circuit_breaker.call.duration", "name", "later")).isFalse();
    first.complete("answer");
    second.completeExceptionally(new IllegalArgumentException("failed"));
    assertThat(calls("later", "success")).isEqualTo(1);
    assertThat(calls("later", "error")).isEqualTo(1);
  }

  @Test
  void callWithinACall_isASpanWithinItsSpan() {
    CircuitBreaker outer = new CircuitBreaker("outer");
    CircuitBreaker inner = new CircuitBreaker("inner");
    outer.execute(() -> inner.execute(() -> "fine"));
    List<FinishedSpan> spans = AGENT.spans();
    assertThat(spans).extracting(FinishedSpan::name).containsOnly("circuit_breaker.call");
    assertThat(spans)
        .extracting(span -> span.tags().toString())
        .containsExactly(
            "library:athena,name:inner,outcome:success",
            "library:athena,name:outer,outcome:success");
    assertThat(spans.get(0).parent()).isEqualTo(spans.get(1).id());
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
    assertThatThrownBy(() -> breaker.execute(AthenaCircuitBreakerTest::thrown))
        .isInstanceOf(RuntimeException.class);
  }

  private static String thrown() {
    throw new IllegalArgumentException("failed");
  }

  private static long calls(String name, String outcome) {
    return AGENT
        .measured()
        .histogram(
            "circuit_breaker.call.duration", "name", name, "library", "athena", "outcome", outcome)
        .count();
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
