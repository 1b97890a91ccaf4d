package io.athena.apm.instrumentation.resilience;

import io.athena.apm.runtime.Probes;
import io.athena.apm.runtime.ResilienceProbe;
import io.athena.apm.weaving.WeakIdentityMap;
import java.lang.ref.WeakReference;

/**
 * Tells the events of SmallRye's policies from the enum constants that they pass on inside. Each
 * call has a context, which all policies of a guard or method share. Called on the application's
 * threads.
 */
final class SmallRyeCalls {

  private static final String CORE = "io.smallrye.faulttolerance.core.";

  private final ResilienceProbe policies;

  /** Calls by their context. */
  private final WeakIdentityMap<GuardedCall> calls = new WeakIdentityMap<>();

  SmallRyeCalls(ResilienceProbe policies) {
    this.policies = policies;
  }

  /** A call through a guard or an annotated method. */
  private static final class GuardedCall {

    private final String name;
    private volatile WeakReference<Object> breaker;
    private volatile boolean isRetried;

    GuardedCall(String name) {
      this.name = name;
    }

    Object breaker() {
      return breaker == null ? null : breaker.get();
    }
  }

  /** A policy begins the call, or another attempt of it. */
  void guarded(Object context, String description, Object breaker) {
    GuardedCall call =
        calls.computeIfAbsent(context, key -> new GuardedCall(policies.described(description)));
    if (breaker != null) {
      call.breaker = new WeakReference<>(breaker);
    }
  }

  void told(Object context, Object event) {
    GuardedCall call = calls.get(context);
    if (call != null) {
      told(call, event.getClass().getName(), event.toString());
    }
  }

  private void told(GuardedCall call, String type, String event) {
    switch (type) {
      case CORE + "circuit.breaker.CircuitBreakerEvents$Finished" -> breakerCall(call, event);
      case CORE + "circuit.breaker.CircuitBreakerEvents$StateTransition" ->
          Probes.circuitBreaker()
              .transition(
                  call.breaker(), SmallRye.LIBRARY, call.name, "", event.substring("TO_".length()));
      case CORE + "retry.RetryEvents$Retried" -> {
        call.isRetried = true;
        count("retry", call, "retry");
      }
      case CORE + "retry.RetryEvents$Finished" -> retryEnded(call, event);
      case CORE + "bulkhead.BulkheadEvents$DecisionMade" -> {
        if (event.equals("REJECTED")) {
          count("bulkhead", call, "rejected");
        }
      }
      case CORE + "bulkhead.BulkheadEvents$StartedRunning" -> count("bulkhead", call, "permitted");
      case CORE + "bulkhead.BulkheadEvents$FinishedRunning" -> count("bulkhead", call, "finished");
      case CORE + "rate.limit.RateLimitEvents$DecisionMade" -> count("rate_limiter", call, event);
      case CORE + "timeout.TimeoutEvents$Finished" ->
          count("time_limiter", call, event.equals("TIMED_OUT") ? "timeout" : "finished");
      case CORE + "fallback.FallbackEvents$Applied" -> count("circuit_breaker", call, "fallback");
      default -> {
        // Begins and ends that other events tell, too.
      }
    }
  }

  private static void breakerCall(GuardedCall call, String event) {
    String ended =
        switch (event) {
          case "SUCCESS" -> "success";
          case "FAILURE" -> "error";
          default -> "rejected";
        };
    Probes.circuitBreaker().event(call.breaker(), SmallRye.LIBRARY, call.name, ended);
  }

  private void retryEnded(GuardedCall call, String event) {
    switch (event) {
      case "VALUE_RETURNED" -> {
        if (call.isRetried) {
          count("retry", call, "success");
        }
      }
      case "EXCEPTION_NOT_RETRYABLE" -> count("retry", call, "ignored_error");
      default -> count("retry", call, "error");
    }
  }

  private void count(String policy, GuardedCall call, String event) {
    policies.event(policy, SmallRye.LIBRARY, call.name, event);
  }
}
