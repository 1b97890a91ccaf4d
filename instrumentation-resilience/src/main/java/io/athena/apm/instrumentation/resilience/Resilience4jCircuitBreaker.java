package io.athena.apm.instrumentation.resilience;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.asm.Advice;

/**
 * Counts the calls, outcomes and state changes of Resilience4j circuit breakers, 1.7 and later.
 *
 * <p>The hooks are the private methods that publish events; they are entered even where nobody has
 * registered for any, and are the same from 1.7.0 to 2.4.0.
 */
public final class Resilience4jCircuitBreaker implements LibraryInstrumentation {

  static final String LIBRARY = "resilience4j";

  private static final String BREAKER =
      "io.github.resilience4j.circuitbreaker.internal.CircuitBreakerStateMachine#";

  @Override
  public String name() {
    return "resilience4j-circuitbreaker";
  }

  @Override
  public String libraryPackage() {
    return "io.github.resilience4j.";
  }

  @Override
  public String description() {
    return "Resilience4j circuit breakers 1.7 and later: calls, outcomes, state, time open";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook("<init>", "Created"),
        hook(
            "publishStateTransitionEvent(io.github.resilience4j.circuitbreaker.CircuitBreaker$StateTransition)",
            "Transition"),
        hook("publishCallNotPermittedEvent()", "Rejected"),
        hook(
            "publishCircuitErrorEvent(java.lang.String, long, java.util.concurrent.TimeUnit,"
                + " java.lang.Throwable)",
            "Failure"),
        hook(
            "publishCircuitIgnoredErrorEvent(java.lang.String, long, java.util.concurrent.TimeUnit,"
                + " java.lang.Throwable)",
            "Ignored"),
        hook("publishSuccessEvent(long, java.util.concurrent.TimeUnit)", "Success"));
  }

  private static Hook hook(String method, String advice) {
    return Hook.of(BREAKER + method, Resilience4jCircuitBreaker.class, advice);
  }

  static final class Created {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object breaker, @Advice.FieldValue("name") String name) {
      Probes.circuitBreaker().created(breaker, LIBRARY, name);
    }
  }

  static final class Transition {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This Object breaker,
        @Advice.FieldValue("name") String name,
        @Advice.Argument(0) StateTransition transition) {
      Probes.circuitBreaker()
          .transition(
              breaker,
              LIBRARY,
              name,
              transition.getFromState().name(),
              transition.getToState().name());
    }
  }

  static final class Rejected {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object breaker, @Advice.FieldValue("name") String name) {
      Probes.circuitBreaker().event(breaker, LIBRARY, name, "rejected");
    }
  }

  static final class Failure {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This Object breaker,
        @Advice.FieldValue("name") String name,
        @Advice.FieldValue("circuitBreakerConfig") CircuitBreakerConfig config,
        @Advice.Argument(1) long duration,
        @Advice.Argument(2) TimeUnit unit) {
      Probes.circuitBreaker()
          .call(
              breaker,
              LIBRARY,
              name,
              "error",
              unit.toNanos(duration),
              config.getSlowCallDurationThreshold().toNanos());
    }
  }

  static final class Ignored {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object breaker, @Advice.FieldValue("name") String name) {
      Probes.circuitBreaker().event(breaker, LIBRARY, name, "ignored_error");
    }
  }

  static final class Success {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This Object breaker,
        @Advice.FieldValue("name") String name,
        @Advice.FieldValue("circuitBreakerConfig") CircuitBreakerConfig config,
        @Advice.Argument(0) long duration,
        @Advice.Argument(1) TimeUnit unit) {
      Probes.circuitBreaker()
          .call(
              breaker,
              LIBRARY,
              name,
              "success",
              unit.toNanos(duration),
              config.getSlowCallDurationThreshold().toNanos());
    }
  }
}
