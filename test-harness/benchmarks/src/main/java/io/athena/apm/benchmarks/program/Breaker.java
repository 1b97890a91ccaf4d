package io.athena.apm.benchmarks.program;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

/** Uses a Resilience4j circuit breaker: successes, failures, then rejections. */
final class Breaker {

  private static final int CALLS = 20;

  private final CircuitBreaker breaker =
      CircuitBreaker.of(
          "benchmark",
          CircuitBreakerConfig.custom().slidingWindowSize(CALLS).minimumNumberOfCalls(5).build());

  /**
   * Makes calls that succeed, then calls that fail until the breaker rejects them.
   *
   * @throws IllegalStateException when the breaker did not open
   */
  void use() {
    for (int call = 0; call < CALLS; call++) {
      breaker.executeSupplier(() -> "answer");
    }
    int rejected = 0;
    for (int call = 0; call < CALLS; call++) {
      rejected += failAndCountRejection();
    }
    if (rejected == 0) {
      throw new IllegalStateException("the breaker did not open");
    }
  }

  private int failAndCountRejection() {
    try {
      breaker.executeRunnable(
          () -> {
            throw new IllegalArgumentException("asked to fail");
          });
      return 0;
    } catch (CallNotPermittedException rejection) {
      return 1;
    } catch (IllegalArgumentException failure) {
      return 0;
    }
  }
}
