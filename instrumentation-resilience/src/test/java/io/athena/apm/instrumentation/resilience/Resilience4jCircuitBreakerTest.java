package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.IllegalStateTransitionException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against the real library, its own metrics being the truth. */
class Resilience4jCircuitBreakerTest {

  private static final TestProbes PROBES = new TestProbes();

  @RegisterExtension
  static final AgentExtension AGENT = AgentExtension.with(ResilienceInstrumentations.all(), PROBES);

  private static final List<String> ALL_STATES =
      List.of("open", "half_open", "closed", "forced_open", "disabled", "metrics_only");

  private static CircuitBreaker breaker(String name) {
    return breaker(name, Duration.ofMillis(100));
  }

  private static CircuitBreaker breaker(String name, Duration slow) {
    return CircuitBreaker.of(
        name,
        CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(4)
            .permittedNumberOfCallsInHalfOpenState(1)
            .slowCallDurationThreshold(slow)
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
            () -> breaker.executeRunnable(Resilience4jCircuitBreakerTest::failAndBeIgnored))
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
    assertThat(state("opening")).isEqualTo(2);
  }

  @Test
  void transitions_areCountedOnceEach() {
    CircuitBreaker breaker = breaker("moving");
    breaker.transitionToOpenState();
    breaker.transitionToHalfOpenState();
    breaker.transitionToClosedState();
    breaker.transitionToForcedOpenState();
    breaker.transitionToDisabledState();
    assertThat(state("moving")).isEqualTo(4);
    breaker.transitionToMetricsOnlyState();
    assertThat(state("moving")).isEqualTo(5);
    for (String state : ALL_STATES) {
      assertThat(events("moving", state)).as(state).isEqualTo(1);
    }
  }

  @Test
  void transitionToTheSameState_isNoEvent() {
    CircuitBreaker breaker = breaker("staying");
    breaker.transitionToOpenState();
    breaker.transitionToOpenState();
    breaker.reset();
    breaker.reset();
    assertThat(events("staying", "open")).isEqualTo(1);
    assertThat(events("staying", "closed")).isEqualTo(1);
  }

  @Test
  void slowCalls_openTheBreakerByTheirThreshold() {
    CircuitBreaker breaker = breaker("crawling");
    for (int i = 0; i < 4; i++) {
      breaker.onSuccess(1, TimeUnit.SECONDS);
    }
    assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
    assertThat(events("crawling", "slow")).isEqualTo(4);
    assertThat(events("crawling", "open")).isEqualTo(1);
    assertThat(state("crawling")).isEqualTo(2);
  }

  /** The library tells no listener of them. */
  @Test
  void callsOnManyThreads_areAllRejected_whenForcedOpen() throws Exception {
    CircuitBreaker breaker = breaker("forced");
    breaker.transitionToForcedOpenState();
    LongAdder rejections = new LongAdder();
    ManyThreads.run(
        1_000,
        random -> {
          try {
            breaker.executeRunnable(() -> {});
          } catch (CallNotPermittedException rejected) {
            rejections.increment();
          }
        });
    assertThat(events("forced", "rejected")).isEqualTo(rejections.sum()).isEqualTo(8_000);
    assertThat(events("forced", "success")).isZero();
  }

  @Test
  void callsOnManyThreads_areCountedAsTheLibraryCountsThem() throws Exception {
    CircuitBreaker breaker = breaker("busy", Duration.ofHours(1));
    LibraryEvents library = new LibraryEvents("resilience4j");
    LongAdder slow = new LongAdder();
    breaker
        .getEventPublisher()
        .onSuccess(event -> library.add("success"))
        .onError(event -> library.add("error"))
        .onIgnoredError(event -> library.add("ignored_error"))
        .onCallNotPermitted(event -> library.add("rejected"))
        .onStateTransition(
            event -> library.add(EventName.of(event.getStateTransition().getToState().name())));

    ManyThreads.run(2_000, random -> call(breaker, random, slow));

    for (long calls = slow.sum(); calls > 0; calls--) {
      library.add("slow");
    }
    library.assertEqual(
        AGENT.measured(),
        "circuit_breaker.event",
        "busy",
        "success",
        "error",
        "ignored_error",
        "rejected",
        "slow",
        "open",
        "half_open",
        "closed");
    assertThat(state("busy")).isEqualTo(BreakerState.of(breaker.getState().name()).value());
  }

  private static void call(CircuitBreaker breaker, Random random, LongAdder slow) {
    try {
      switch (random.nextInt(20)) {
        case 0 -> breaker.transitionToHalfOpenState();
        case 1 -> breaker.transitionToClosedState();
        case 2 -> {
          slow.increment();
          breaker.onSuccess(2, TimeUnit.HOURS);
        }
        case 3, 4, 5 -> breaker.executeRunnable(Resilience4jCircuitBreakerTest::fail);
        case 6, 7 -> breaker.executeRunnable(Resilience4jCircuitBreakerTest::failAndBeIgnored);
        default -> breaker.executeRunnable(() -> {});
      }
    } catch (CallNotPermittedException
        | IllegalArgumentException
        | IllegalStateException
        | IllegalStateTransitionException ended) {
      // The events tell.
    }
  }

  /** Up to the flush while it is open, and to the change that ends it; nothing twice. */
  @Test
  void timeOpen_isCountedAtFlushesAndAtTheChangeThatEndsIt() {
    CircuitBreaker breaker = breaker("resting");
    PROBES.pass(5);
    breaker.transitionToOpenState();
    PROBES.pass(700);
    assertThat(openMillis("resting")).isEqualTo(700);
    PROBES.pass(50);
    breaker.transitionToHalfOpenState();
    PROBES.pass(3_000);
    assertThat(openMillis("resting")).isEqualTo(750);
    breaker.transitionToForcedOpenState();
    PROBES.pass(20);
    breaker.transitionToClosedState();
    PROBES.pass(100);
    assertThat(openMillis("resting")).isEqualTo(770);
  }

  @Test
  void state_isTheWorstOfThoseThatShareAName() {
    CircuitBreaker open = breaker("twins");
    CircuitBreaker closed = breaker("twins");
    open.transitionToOpenState();
    assertThat(state("twins")).isEqualTo(2);
    assertThat(closed.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  private static void fail() {
    throw new IllegalArgumentException("failed");
  }

  private static void failAndBeIgnored() {
    throw new IllegalStateException("ignored");
  }

  private static double state(String name) {
    return AGENT.measured().gauge("circuit_breaker.state", "name", name);
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
