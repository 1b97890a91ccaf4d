package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.cloud.circuitbreaker.resilience4j.ReactiveResilience4JCircuitBreakerFactory;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JCircuitBreakerFactory;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JConfigurationProperties;
import org.springframework.cloud.client.circuitbreaker.CircuitBreaker;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;
import org.springframework.cloud.client.circuitbreaker.ReactiveCircuitBreaker;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Spring Cloud's breakers over Resilience4j's, whose metrics are the truth. */
class SpringCloudCircuitBreakerTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
          ResilienceInstrumentations.all(),
          (registry, spans, log) ->
              ResilienceInstrumentations.install(registry, spans, log, false, () -> {}));

  private final CircuitBreakerRegistry breakers =
      CircuitBreakerRegistry.of(
          CircuitBreakerConfig.custom()
              .slidingWindowSize(10_000)
              .minimumNumberOfCalls(10_000)
              .build());
  private final TimeLimiterRegistry limiters =
      TimeLimiterRegistry.of(
          TimeLimiterConfig.custom().timeoutDuration(Duration.ofSeconds(30)).build());

  private CircuitBreaker breaker(String name) {
    return new Resilience4JCircuitBreakerFactory(
            breakers, limiters, null, new Resilience4JConfigurationProperties())
        .create(name);
  }

  private ReactiveCircuitBreaker reactive(String name) {
    return new ReactiveResilience4JCircuitBreakerFactory(
            breakers, limiters, null, new Resilience4JConfigurationProperties())
        .create(name);
  }

  private static String fail() {
    throw new IllegalArgumentException("failed");
  }

  @Test
  void callThatFails_isOneErrorAndAFallback() {
    String name = "failing";
    assertThat(breaker(name).run(SpringCloudCircuitBreakerTest::fail, error -> "fallback"))
        .isEqualTo("fallback");
    assertThat(events(name, "error"))
        .isEqualTo(breakers.circuitBreaker(name).getMetrics().getNumberOfFailedCalls())
        .isEqualTo(1);
    assertThat(events(name, "fallback")).isEqualTo(1);
    assertThat(AGENT.measured().counter("circuit_breaker.event", "name", name)).isEqualTo(2);
    assertThat(AGENT.measured().counter("time_limiter.event", "name", name)).isEqualTo(1);
  }

  @Test
  void callThatSucceeds_isOneSuccess() {
    String name = "succeeding";
    assertThat(breaker(name).run(() -> "answer", error -> "fallback")).isEqualTo("answer");
    assertThat(events(name, "success")).isEqualTo(1);
    assertThat(AGENT.measured().counter("circuit_breaker.event", "name", name)).isEqualTo(1);
  }

  @Test
  void callWithoutFallback_hasNone() {
    String name = "without";
    assertThatThrownBy(() -> breaker(name).run(SpringCloudCircuitBreakerTest::fail))
        .isInstanceOf(NoFallbackAvailableException.class)
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
    assertThat(events(name, "error")).isEqualTo(1);
    assertThat(events(name, "fallback")).isZero();
  }

  @Test
  void fallbackThatFails_isNotCounted() {
    String name = "twice";
    assertThatThrownBy(
            () -> breaker(name).run(SpringCloudCircuitBreakerTest::fail, error -> fail()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(events(name, "fallback")).isZero();
  }

  @Test
  void callThatIsRejected_isARejectionAndAFallback() {
    String name = "rejecting";
    breakers.circuitBreaker(name).transitionToForcedOpenState();
    assertThat(breaker(name).run(() -> "answer", error -> "fallback")).isEqualTo("fallback");
    assertThat(events(name, "rejected")).isEqualTo(1);
    assertThat(events(name, "fallback")).isEqualTo(1);
    assertThat(events(name, "error")).isZero();
  }

  @Test
  void reactiveCall_isCountedOncePerSubscription() {
    String name = "reactive";
    Mono<String> mono =
        reactive(name)
            .run(
                Mono.fromSupplier(SpringCloudCircuitBreakerTest::fail),
                error -> Mono.just("fallback"));
    assertThat(mono.block()).isEqualTo("fallback");
    assertThat(mono.block()).isEqualTo("fallback");
    Flux<String> flux =
        reactive(name)
            .run(
                Flux.error(new IllegalArgumentException("failed")),
                error -> Flux.just("fallback", "and more"));
    assertThat(flux.collectList().block()).hasSize(2);
    assertThat(reactive(name).run(Mono.just("answer")).block()).isEqualTo("answer");
    assertThat(events(name, "error")).isEqualTo(3);
    assertThat(events(name, "fallback")).isEqualTo(3);
    assertThat(events(name, "success")).isEqualTo(1);
    assertThat(AGENT.measured().counter("circuit_breaker.event", "name", name)).isEqualTo(7);
  }

  @Test
  void callsOnManyThreads_areCountedOnce() throws Exception {
    String name = "busy";
    CircuitBreaker breaker = breaker(name);
    LongAdder fallbacks = new LongAdder();
    ManyThreads.run(
        500,
        random ->
            breaker.run(
                () -> answer(random),
                error -> {
                  fallbacks.increment();
                  return "fallback";
                }));
    io.github.resilience4j.circuitbreaker.CircuitBreaker.Metrics library =
        breakers.circuitBreaker(name).getMetrics();
    assertThat(events(name, "success")).isEqualTo(library.getNumberOfSuccessfulCalls());
    assertThat(events(name, "error")).isEqualTo(library.getNumberOfFailedCalls()).isPositive();
    assertThat(events(name, "fallback")).isEqualTo(fallbacks.sum());
    assertThat(AGENT.measured().counter("circuit_breaker.event", "name", name))
        .isEqualTo(500 * ManyThreads.THREADS + fallbacks.sum());
  }

  private static String answer(Random random) {
    return random.nextInt(3) == 0 ? fail() : "answer";
  }

  private static long events(String name, String event) {
    return AGENT
        .measured()
        .counter("circuit_breaker.event", "name", name, "library", "resilience4j", "event", event);
  }
}
