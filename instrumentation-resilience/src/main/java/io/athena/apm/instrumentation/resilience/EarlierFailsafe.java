package io.athena.apm.instrumentation.resilience;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.jodah.failsafe.ExecutionResult;

/**
 * Counts what the policies of Failsafe 2 do; named and counted as in {@link Failsafe}. Its classes
 * moved between 2.0 and 2.4, so most hooks have two places, of which a version has one.
 *
 * <p>In 2.0, results that an application records by itself with {@code recordResult} or as an
 * exception are not counted.
 */
public final class EarlierFailsafe implements LibraryInstrumentation {

  private static final String LIBRARY = Failsafe.LIBRARY;
  private static final String PACKAGE = "net.jodah.failsafe.";
  private static final String INTERNAL = "net.jodah.failsafe.internal.";
  private static final String BREAKER = "circuit_breaker";

  @Override
  public String name() {
    return "failsafe-2";
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "Failsafe 2: circuit breakers (calls, outcomes, state, time open), retries and timeouts,"
        + " named by the method that creates them";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook(PACKAGE + "CircuitBreaker#<init>", "BreakerCreated"),
        same(PACKAGE + "CircuitBreaker#transitionTo", "BreakerChanged"),
        hook(PACKAGE + "CircuitBreaker#allowsExecution()", "BreakerAsked"),
        same(INTERNAL + "ClosedState#<init>", "Closed"),
        same(INTERNAL + "OpenState#<init>", "Opened"),
        same(INTERNAL + "HalfOpenState#<init>", "HalfOpened"),
        Hook.optional(INTERNAL + "CircuitState#recordSuccess()", Failsafe.class, "BreakerSuccess"),
        Hook.optional(INTERNAL + "CircuitState#recordFailure", Failsafe.class, "BreakerFailure"),
        Hook.optional(PACKAGE + "CircuitBreaker#recordSuccess()", TYPE, "BreakerSuccessIn20"),
        Hook.optional(PACKAGE + "CircuitBreaker#recordFailure()", TYPE, "BreakerFailureIn20"),
        hook(PACKAGE + "RetryPolicy#<init>", "RetryCreated"),
        same(PACKAGE + "RetryPolicy#isAbortable(java.lang.Object, java.lang.Throwable)", "Judged"),
        hook(PACKAGE + "RetryPolicyExecutor#onFailure", "Attempted"),
        hook(INTERNAL + "executor.RetryPolicyExecutor#onFailure", "Attempted"),
        same(PACKAGE + "PolicyExecutor#onSuccess", "Succeeded"),
        hook(PACKAGE + "Timeout#<init>", "TimeoutCreated"),
        same(PACKAGE + "TimeoutExecutor#isFailure", "TimeoutEnded"));
  }

  private static final Class<?> TYPE = EarlierFailsafe.class;

  private static Hook hook(String point, String advice) {
    return Hook.of(point, TYPE, advice);
  }

  /** Advice that is the same in Failsafe 3. */
  private static Hook same(String point, String advice) {
    return Hook.of(point, Failsafe.class, advice);
  }

  static final class BreakerCreated {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object breaker) {
      Probes.circuitBreaker()
          .created(breaker, LIBRARY, Probes.resilience().named(BREAKER, breaker, PACKAGE));
    }
  }

  static final class BreakerAsked {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object breaker, @Advice.Return boolean permitted) {
      Probes.circuitBreaker()
          .asked(breaker, LIBRARY, Probes.resilience().nameOf(BREAKER, breaker), permitted);
    }
  }

  /** In 2.0 alone breakers have this field, and states do not know their breaker. */
  static final class BreakerSuccessIn20 {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object breaker, @Advice.FieldValue("stats") Object onlyIn20) {
      Probes.circuitBreaker()
          .event(breaker, LIBRARY, Probes.resilience().nameOf(BREAKER, breaker), "success");
    }
  }

  /** In 2.0 alone breakers have this field, and states do not know their breaker. */
  static final class BreakerFailureIn20 {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object breaker, @Advice.FieldValue("stats") Object onlyIn20) {
      Probes.circuitBreaker()
          .event(breaker, LIBRARY, Probes.resilience().nameOf(BREAKER, breaker), "error");
    }
  }

  static final class RetryCreated {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object retry) {
      Probes.resilience().named("retry", retry, PACKAGE);
    }
  }

  static final class Attempted {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.FieldValue("policy") Object retry, @Advice.Return ExecutionResult result) {
      Probes.resilience()
          .attempted(LIBRARY, Probes.resilience().nameOf("retry", retry), result.isComplete());
    }
  }

  static final class TimeoutCreated {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object timeout) {
      Probes.resilience().named("time_limiter", timeout, PACKAGE);
    }
  }
}
