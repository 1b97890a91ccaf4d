package io.athena.apm.instrumentation.resilience;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import net.bytebuddy.asm.Advice;

/**
 * Counts what the policies of SmallRye Fault Tolerance do, the implementation of MicroProfile Fault
 * Tolerance, from 5.1 on. Their name is the description of the guard, where it has one; else the
 * method that created the guard. Policies by annotations have the name of the annotated method.
 *
 * <p>All policies pass their events on through the context of a call; the library's own metrics
 * come from there, too. A context has no name, so each policy gives it its own as the call begins.
 * Up to 6.6 a policy has several classes, by the kind of the call's result.
 */
public final class SmallRye implements LibraryInstrumentation {

  static final String LIBRARY = "smallrye";

  /** The states of a breaker by their numbers. */
  static final Map<String, String> STATES = Map.of("0", "closed", "1", "open", "2", "half_open");

  private static final String PACKAGE = "io.smallrye.faulttolerance.";

  @Override
  public String name() {
    return "smallrye-fault-tolerance";
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "SmallRye (MicroProfile) Fault Tolerance 5 and 6: circuit breakers (calls, outcomes,"
        + " state, time open), retries, bulkheads, rate limits, timeouts and fallbacks, named by"
        + " the guard's description or the annotated method";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook("core.FaultToleranceContext#fireEvent", "Told"),
        hook("core.InvocationContext#fireEvent", "Told"),
        hook("core.circuit.breaker.CircuitBreaker#<init>", "BreakerCreated"),
        hook("core.circuit.breaker.CircuitBreaker#reset()", "BreakerReset"),
        hook("core.circuit.breaker.CircuitBreaker#apply", "BreakerGuards"),
        hook("core.circuit.breaker.CompletionStageCircuitBreaker#apply", "BreakerGuards"),
        hook("core.retry.Retry#apply", "Guards"),
        hook("core.retry.CompletionStageRetry#apply", "Guards"),
        hook("core.rate.limit.RateLimit#apply", "Guards"),
        hook("core.rate.limit.CompletionStageRateLimit#apply", "Guards"),
        hook("core.timeout.Timeout#apply", "Guards"),
        hook("core.timeout.CompletionStageTimeout#apply", "Guards"),
        hook("core.fallback.Fallback#apply", "Guards"),
        hook("core.fallback.CompletionStageFallback#apply", "Guards"),
        hook("core.bulkhead.Bulkhead#apply", "Guards"),
        hook("core.bulkhead.Bulkhead#applySync", "LimitedByRunning"),
        hook("core.bulkhead.Bulkhead#applySyncWithQueueing", "LimitedByAccepted"),
        hook("core.bulkhead.Bulkhead#applyAsync", "LimitedByAccepted"),
        hook("core.bulkhead.SemaphoreBulkhead#apply", "Guards"),
        hook("core.bulkhead.SemaphoreBulkhead#doApply", "Limited"),
        hook("core.bulkhead.CompletionStageThreadPoolBulkhead#apply", "Guards"),
        hook("core.bulkhead.CompletionStageThreadPoolBulkhead#doApply", "LimitedByAccepted"),
        hook("core.bulkhead.FutureThreadPoolBulkhead#apply", "Guards"),
        hook("core.bulkhead.FutureThreadPoolBulkhead#doApply", "LimitedByAccepted"),
        hook("apiimpl.GuardImpl$BuilderImpl#<init>", "GuardDescribed"),
        hook("apiimpl.TypedGuardImpl$BuilderImpl#<init>", "GuardDescribed"),
        hook("apiimpl.FaultToleranceImpl$BuilderImpl#<init>", "GuardDescribed"),
        hook("core.apiimpl.GuardImpl$BuilderImpl#<init>", "GuardDescribed"),
        hook("core.apiimpl.TypedGuardImpl$BuilderImpl#<init>", "GuardDescribed"),
        hook("core.apiimpl.FaultToleranceImpl$BuilderImpl#<init>", "GuardDescribed"));
  }

  private static Hook hook(String point, String advice) {
    return Hook.of(PACKAGE + point, SmallRye.class, advice);
  }

  /** The description is random as yet. */
  static final class GuardDescribed {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.FieldValue("description") String description) {
      Probes.resilience().named(PolicyNames.DESCRIBED, description, PACKAGE);
    }
  }

  static final class Told {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object context, @Advice.Argument(0) Object event) {
      Probes.resilience().told(context, event);
    }
  }

  static final class Guards {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.FieldValue("description") String description, @Advice.Argument(0) Object context) {
      Probes.resilience().guarded(context, description, null);
    }
  }

  static final class BreakerGuards {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This Object breaker,
        @Advice.FieldValue("description") String description,
        @Advice.Argument(0) Object context) {
      Probes.resilience().guarded(context, description, breaker);
    }
  }

  static final class BreakerCreated {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object breaker, @Advice.FieldValue("description") String description) {
      Probes.circuitBreaker().created(breaker, LIBRARY, Probes.resilience().described(description));
    }
  }

  /** The library has no event of it. */
  static final class BreakerReset {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object breaker) {
      Probes.circuitBreaker().observeKnown(breaker);
    }
  }

  static final class Limited {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.FieldValue("semaphore") Semaphore semaphore,
        @Advice.FieldValue("description") String description) {
      Probes.resilience().limitedBy(semaphore, LIBRARY, description);
    }
  }

  static final class LimitedByRunning {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.FieldValue("workSemaphore") Semaphore semaphore,
        @Advice.FieldValue("description") String description) {
      Probes.resilience().limitedBy(semaphore, LIBRARY, description);
    }
  }

  static final class LimitedByAccepted {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.FieldValue("capacitySemaphore") Semaphore semaphore,
        @Advice.FieldValue("description") String description) {
      Probes.resilience().limitedBy(semaphore, LIBRARY, description);
    }
  }
}
