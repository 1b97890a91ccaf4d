package io.athena.apm.instrumentation.resilience;

import io.athena.apm.rules.MethodRole;
import io.athena.apm.rules.active.MethodRoleAdvice;
import io.athena.apm.runtime.Probes;
import java.util.List;
import java.util.Set;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Observes the state of hand-written circuit breakers and measures the calls through them, in
 * methods that a rule names.
 *
 * <p>A breaker's own {@code state} is read when one of its methods is entered and left, so a change
 * is seen by the thread that made it; {@link CircuitBreakers#observe} makes sure that it is counted
 * once. Where several methods follow each other inside one call ({@code execute} lets a probe
 * through, then {@code onSuccess} closes), each is a place from which the state in between is seen.
 */
final class AthenaCircuitBreaker {

  static final String LIBRARY = "athena";

  /** The libraries whose breakers a class may wrap. */
  private static final List<String> LIBRARIES = List.of("io.github.resilience4j.");

  private AthenaCircuitBreaker() {}

  private static final Set<String> METRICS =
      Set.of(
          ResilienceMetrics.EVENT.name(),
          ResilienceMetrics.STATE.name(),
          ResilienceMetrics.OPEN_DURATION.name(),
          ResilienceMetrics.CALL_DURATION.name());

  /** For methods in which the state may change. */
  static MethodRoleAdvice states() {
    return new MethodRoleAdvice(
        MethodRole.CIRCUIT_BREAKER, Observed.class.getName(), LIBRARIES, false, METRICS, null);
  }

  /** For methods that make the call that the breaker protects; those that call another don't. */
  static MethodRoleAdvice calls() {
    return new MethodRoleAdvice(
        MethodRole.CIRCUIT_BREAKER_CALL, Called.class.getName(), LIBRARIES, true, METRICS, null);
  }

  static final class Observed {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object breaker) {
      Probes.circuitBreaker().observe(breaker);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.This Object breaker) {
      Probes.circuitBreaker().observe(breaker);
    }
  }

  static final class Called {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Advice.This Object breaker) {
      return Probes.circuitBreaker().startCall(breaker);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This Object breaker,
        @Advice.Enter long began,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable error) {
      Probes.circuitBreaker().endCall(breaker, began, result, error);
    }
  }
}
