package com.acme;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.concurrent.Callable;

/**
 * Known work with Resilience4j: 3 successes, 2 errors, 3 rejected; 1 open, 1 half open, 1 closed.
 */
final class Resilience4jWorkload {

  private Resilience4jWorkload() {}

  /** A breaker that is open. */
  static CircuitBreaker open() {
    CircuitBreaker breaker = CircuitBreaker.ofDefaults("older");
    breaker.transitionToOpenState();
    return breaker;
  }

  static void run() {
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowSize(4)
            .minimumNumberOfCalls(4)
            .permittedNumberOfCallsInHalfOpenState(1)
            .build();
    CircuitBreaker breaker = CircuitBreaker.of("stock", config);
    call(breaker, true, 2);
    call(breaker, false, 2);
    call(breaker, true, 3);
    breaker.transitionToHalfOpenState();
    call(breaker, true, 1);
  }

  /** Reports successes without a time unit, so that the agent's advice fails, too; then errors. */
  static void fail(int times) {
    CircuitBreaker breaker = CircuitBreaker.ofDefaults("faulty");
    for (int i = 0; i < times; i++) {
      try {
        breaker.onSuccess(1, null);
      } catch (NullPointerException noUnit) {
        // The library's own exception.
      }
    }
    call(breaker, false, times);
  }

  static void call(CircuitBreaker breaker, boolean succeeds, int times) {
    Callable<Boolean> call =
        () -> {
          if (!succeeds) {
            throw new IllegalStateException("out of stock");
          }
          return true;
        };
    for (int i = 0; i < times; i++) {
      try {
        breaker.executeCallable(call);
      } catch (Exception failed) {
        // Rejected or failed: the breaker has counted it.
      }
    }
  }
}
