package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.kit.agent.AgentExtension;
import io.athena.apm.metrics.Registry;
import io.athena.apm.runtime.Probes;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against the real library, its own metrics being the truth. */
class Resilience4jCircuitBreakerTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
          ResilienceInstrumentations.all(), (registry, spans, log) -> install(registry, log));

  /** Nanoseconds by the clock of the test. */
  private static final AtomicLong NOW = new AtomicLong();

  /** As {@link ResilienceInstrumentations#install} does, with that clock. */
  private static void install(Registry registry, AgentLog log) {
    CircuitBreakers breakers = new CircuitBreakers(registry, log, NOW::get, false);
    registry.poll(breakers);
    Probes.install(breakers);
  }

  private static void pass(long millis) {
    NOW.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static CircuitBreaker breaker(String name) {
    return CircuitBreaker.of(
        name,
        CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(4)
            .permittedNumberOfCallsInHalfOpenState(1)
            .slowCallDurationThreshold(Duration.ofMillis(100))
            .waitDurationInOpenState(Duration.ofHours(1))
            .ignoreExceptions(IllegalStateException.class)
            .build());
  }

  @Test
  void calls_areCountedAsTheLibraryCountsThem() {
    CircuitBreaker breaker = breaker("calls");
    breaker.executeRunnable(() -> {});
    breaker.executeRunnable(() -> {});
    assertThatThrownBy(() -> breaker.executeRunnable(Resilience4jCircuitBreakerTest::fail))
        .isInstanceOf(IllegalArgumentException.class);
    CircuitBreaker.Metrics library = breaker.getMetrics();
    assertThat(events("calls", "success")).isEqualTo(library.getNumberOfSuccessfulCalls());
    assertThat(events("calls", "error")).isEqualTo(library.getNumberOfFailedCalls());
    assertThat(events("calls", "success")).isEqualTo(2);
  }

  @Test
  void ignoredError_isOneOfItsOwn() {
    CircuitBreaker breaker = breaker("ignoring");
    assertThatThrownBy(
            () ->
                breaker.executeRunnable(
                    () -> {
                      throw new IllegalStateException("ignored");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(events("ignoring", "ignored_error")).isEqualTo(1);
    assertThat(events("ignoring", "error")).isZero();
  }

  @Test
  void slowCall_isCountedBesideItsOutcome() {
    CircuitBreaker breaker = breaker("slow");
    breaker.onSuccess(101, TimeUnit.MILLISECONDS);
    breaker.onSuccess(100, TimeUnit.MILLISECONDS);
    breaker.onError(2, TimeUnit.SECONDS, new IllegalArgumentException("slow"));
    assertThat(events("slow", "slow")).isEqualTo(breaker.getMetrics().getNumberOfSlowCalls());
    assertThat(events("slow", "slow")).isEqualTo(2);
    assertThat(events("slow", "success")).isEqualTo(2);
    assertThat(events("slow", "error")).isEqualTo(1);
  }

  @Test
  void open_countsRejectionsAndShowsItsState() {
    CircuitBreaker breaker = breaker("opening");
    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(() -> breaker.executeRunnable(Resilience4jCircuitBreakerTest::fail))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> breaker.executeRunnable(() -> {}))
          .isInstanceOf(CallNotPermittedException.class);
    }
    assertThat(events("opening", "open")).isEqualTo(1);
    assertThat(events("opening", "rejected"))
        .isEqualTo(breaker.getMetrics().getNumberOfNotPermittedCalls())
        .isEqualTo(3);
    assertThat(AGENT.measured().gauge("circuit_breaker.state", "name", "opening")).isEqualTo(2);
  }

  @Test
  void transitions_areCountedOnceEach() {
    CircuitBreaker breaker = breaker("moving");
    breaker.transitionToOpenState();
    breaker.transitionToHalfOpenState();
    breaker.transitionToClosedState();
    breaker.transitionToForcedOpenState();
    breaker.transitionToDisabledState();
    for (String state : new String[] {"open", "half_open", "closed", "forced_open", "disabled"}) {
      assertThat(events("moving", state)).as(state).isEqualTo(1);
    }
    assertThat(AGENT.measured().gauge("circuit_breaker.state", "name", "moving")).isEqualTo(4);
  }

  /** Up to the flush while it is open, and to the change that ends it; nothing twice. */
  @Test
  void timeOpen_isCountedAtFlushesAndAtTheChangeThatEndsIt() {
    CircuitBreaker breaker = breaker("resting");
    pass(5);
    breaker.transitionToOpenState();
    pass(700);
    assertThat(openMillis("resting")).isEqualTo(700);
    pass(50);
    breaker.transitionToHalfOpenState();
    pass(3_000);
    assertThat(openMillis("resting")).isEqualTo(750);
    breaker.transitionToForcedOpenState();
    pass(20);
    breaker.transitionToClosedState();
    pass(100);
    assertThat(openMillis("resting")).isEqualTo(770);
  }

  @Test
  void state_isTheWorstOfThoseThatShareAName() {
    CircuitBreaker open = breaker("twins");
    CircuitBreaker closed = breaker("twins");
    open.transitionToOpenState();
    assertThat(AGENT.measured().gauge("circuit_breaker.state", "name", "twins")).isEqualTo(2);
    assertThat(closed.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  private static void fail() {
    throw new IllegalArgumentException("failed");
  }

  private static long openMillis(String name) {
    return AGENT
        .measured()
        .counter("circuit_breaker.open.duration", "name", name, "library", "resilience4j");
  }

  private static long events(String name, String event) {
    return AGENT
        .measured()
        .counter("circuit_breaker.event", "name", name, "library", "resilience4j", "event", event);
  }
}
