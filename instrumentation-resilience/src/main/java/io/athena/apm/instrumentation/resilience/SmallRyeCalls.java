package io.athena.apm.instrumentation.resilience;

import io.athena.apm.rules.values.PathReader;
import io.athena.apm.runtime.Probes;
import io.athena.apm.runtime.ResilienceProbe;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells the events of SmallRye's policies from the enum constants that they pass on inside. Each
 * call has a context, which all policies of a guard or method share; the context's own map holds
 * what is known of the call. Called on the application's threads.
 */
final class SmallRyeCalls {

  private static final String CORE = "io.smallrye.faulttolerance.core.";

  private final ResilienceProbe policies;
  private final PathReader data;

  SmallRyeCalls(ResilienceProbe policies, Consumer<String> log) {
    this.policies = policies;
    this.data = PathReader.ofFirst(log, "data");
  }

  /** A call through a guard or an annotated method. */
  private static final class GuardedCall {

    private final String name;
    private Object breaker;
    private boolean isRetried;

    GuardedCall(String name) {
      this.name = name;
    }
  }

  /** A policy begins the call, or another attempt of it. */
  @SuppressWarnings("unchecked")
  void guarded(Object context, String description, Object breaker) {
    if (data.read(context) instanceof Map<?, ?> values) {
      GuardedCall call = (GuardedCall) values.get(GuardedCall.class);
      if (call == null) {
        call = new GuardedCall(policies.described(description));
        ((Map<Object, Object>) values).put(GuardedCall.class, call);
      }
      if (breaker != null) {
        call.breaker = breaker;
      }
    }
  }

  void told(Object context, Object event) {
    if (data.read(context) instanceof Map<?, ?> values
        && values.get(GuardedCall.class) instanceof GuardedCall call) {
      told(call, event.getClass().getName(), event.toString());
    }
  }

  private void told(GuardedCall call, String type, String event) {
    switch (type) {
      case CORE + "circuit.breaker.CircuitBreakerEvents$Finished" -> breakerCall(call, event);
      case CORE + "circuit.breaker.CircuitBreakerEvents$StateTransition" ->
          Probes.circuitBreaker()
              .transition(
                  call.breaker, SmallRye.LIBRARY, call.name, "", event.substring("TO_".length()));
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
    Probes.circuitBreaker().event(call.breaker, SmallRye.LIBRARY, call.name, ended);
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
