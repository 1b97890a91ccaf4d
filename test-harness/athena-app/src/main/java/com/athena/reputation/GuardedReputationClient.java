package com.athena.reputation;

import com.athena.model.Reputation;
import com.athena.statistics.Statistics;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.time.Duration;

/** The reputation service behind the Resilience4j circuit breaker {@code reputation}. */
public final class GuardedReputationClient implements ReputationSource {

  private final ReputationClient client;
  private final CircuitBreaker breaker;

  /**
   * A client that does not connect yet.
   *
   * @param service address of the reputation service
   * @param waitInOpenState how long the breaker stays open before it lets calls try
   */
  public GuardedReputationClient(URI service, Duration waitInOpenState, Statistics statistics) {
    this.client = new ReputationClient(service);
    this.breaker = CircuitBreakerRegistry.of(config(waitInOpenState)).circuitBreaker("reputation");
    count(breaker, statistics);
  }

  @Override
  public Reputation lookup(String sha256) {
    try {
      return breaker.executeCallable(() -> client.lookup(sha256));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reputation.UNAVAILABLE;
    } catch (Exception e) {
      return Reputation.UNAVAILABLE;
    }
  }

  /** The name of the breaker's state now. */
  public String breakerState() {
    return breaker.getState().name();
  }

  private static CircuitBreakerConfig config(Duration waitInOpenState) {
    return CircuitBreakerConfig.custom()
        .slidingWindow(4, 4, SlidingWindowType.COUNT_BASED)
        .failureRateThreshold(50)
        .waitDurationInOpenState(waitInOpenState)
        .permittedNumberOfCallsInHalfOpenState(2)
        .build();
  }

  private static void count(CircuitBreaker breaker, Statistics statistics) {
    String name = breaker.getName();
    breaker
        .getEventPublisher()
        .onSuccess(event -> statistics.resilience4jCall(name, "success"))
        .onError(event -> statistics.resilience4jCall(name, "error"))
        .onCallNotPermitted(event -> statistics.resilience4jCall(name, "rejected"))
        .onStateTransition(
            event ->
                statistics.circuitBreakerTransition(
                    name, event.getStateTransition().getToState().name()));
  }
}
