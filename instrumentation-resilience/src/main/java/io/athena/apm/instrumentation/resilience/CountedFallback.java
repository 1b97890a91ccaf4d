package io.athena.apm.instrumentation.resilience;

import io.athena.apm.runtime.Probes;
import io.athena.apm.runtime.ResilienceProbe;
import java.util.function.Function;

/**
 * An application's fallback, whose answers are counted. A breaker's library calls it on any thread.
 */
record CountedFallback<T, R>(
    ResilienceProbe probe, String library, String name, Function<T, R> fallback)
    implements Function<T, R> {

  @Override
  public R apply(T error) {
    R answer = fallback.apply(error);
    count();
    return answer;
  }

  private void count() {
    try {
      probe.event("circuit_breaker", library, name, "fallback");
    } catch (Throwable problem) {
      Probes.adviceFailed(problem, SpringCloudCircuitBreaker.NAME);
    }
  }
}
