package io.athena.apm.instrumentation.resilience;

import dev.failsafe.internal.BulkheadImpl;
import dev.failsafe.internal.CircuitBreakerImpl;
import dev.failsafe.internal.RateLimiterImpl;
import dev.failsafe.internal.RetryPolicyImpl;
import dev.failsafe.spi.ExecutionResult;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;

/**
 * Counts what the policies of Failsafe 3 do. They have no names, so the method that created a
 * policy is its name.
 *
 * <p>A breaker creates an object for its new state under its lock, exactly once for each change:
 * those constructors count changes. The state is read when the change is done.
 */
public final class Failsafe implements LibraryInstrumentation {

  static final String LIBRARY = "failsafe";

  private static final String PACKAGE = "dev.failsafe.";
  private static final String BREAKER = "circuit_breaker";
  private static final String INTERNAL = "dev.failsafe.internal.";

  @Override
  public String name() {
    return LIBRARY;
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "Failsafe 3: circuit breakers (calls, outcomes, state, time open), retries, bulkheads,"
        + " rate limiters and timeouts, named by the method that creates them";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook("CircuitBreakerImpl#<init>", "BreakerCreated"),
        hook("CircuitBreakerImpl#transitionTo", "BreakerChanged"),
        hook("ClosedState#<init>", "Closed"),
        hook("OpenState#<init>", "Opened"),
        hook("HalfOpenState#<init>", "HalfOpened"),
        hook("OpenState#tryAcquirePermit()", "BreakerAsked"),
        hook("HalfOpenState#tryAcquirePermit()", "BreakerAsked"),
        hook("CircuitState#recordSuccess()", "BreakerSuccess"),
        hook("CircuitState#recordFailure(dev.failsafe.ExecutionContext)", "BreakerFailure"),
        hook("RetryPolicyImpl#<init>", "RetryCreated"),
        hook("RetryPolicyImpl#isAbortable(java.lang.Object, java.lang.Throwable)", "Judged"),
        hook("RetryPolicyExecutor#onFailure", "Attempted"),
        Hook.of("dev.failsafe.spi.PolicyExecutor#onSuccess", Failsafe.class, "Succeeded"),
        hook("BulkheadImpl#<init>", "BulkheadCreated"),
        hook("BulkheadImpl#acquirePermit()", "BulkheadAcquired"),
        hook("BulkheadImpl#tryAcquirePermit()", "BulkheadAsked"),
        hook("BulkheadImpl#tryAcquirePermit(java.time.Duration)", "BulkheadAsked"),
        hook("BulkheadImpl#releasePermit()", "BulkheadReleased"),
        hook("BulkheadExecutor#preExecuteAsync", "BulkheadAskedLater"),
        hook("RateLimiterImpl#<init>(dev.failsafe.RateLimiterConfig)", "RateLimiterCreated"),
        hook("RateLimiterImpl#reservePermits(int)", "Reserved"),
        hook("RateLimiterImpl#reservePermits(int, java.time.Duration)", "ReservedIfSoon"),
        hook("TimeoutImpl#<init>", "TimeoutCreated"),
        hook("TimeoutExecutor#isFailure", "TimeoutEnded"));
  }

  private static Hook hook(String point, String advice) {
    return Hook.of(INTERNAL + point, Failsafe.class, advice);
  }

  static final class BreakerCreated {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object breaker) {
      Probes.circuitBreaker()
          .created(breaker, LIBRARY, Probes.resilience().named(BREAKER, breaker, PACKAGE));
    }
  }

  static final class BreakerChanged {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object breaker) {
      Probes.circuitBreaker()
          .created(breaker, LIBRARY, Probes.resilience().nameOf(BREAKER, breaker));
    }
  }

  /** Also runs within the constructor of the breaker, which has no name then. */
  static final class Closed {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) Object breaker) {
      Probes.circuitBreaker()
          .transition(breaker, LIBRARY, Probes.resilience().knownName(breaker), "", "closed");
    }
  }

  static final class Opened {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) Object breaker) {
      Probes.circuitBreaker()
          .transition(breaker, LIBRARY, Probes.resilience().nameOf(BREAKER, breaker), "", "open");
    }
  }

  static final class HalfOpened {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) Object breaker) {
      Probes.circuitBreaker()
          .transition(
              breaker, LIBRARY, Probes.resilience().nameOf(BREAKER, breaker), "", "half_open");
    }
  }

  static final class BreakerAsked {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.FieldValue("breaker") CircuitBreakerImpl<?> breaker,
        @Advice.Return boolean permitted) {
      Probes.circuitBreaker()
          .asked(breaker, LIBRARY, Probes.resilience().nameOf(BREAKER, breaker), permitted);
    }
  }

  static final class BreakerSuccess {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("breaker") Object breaker) {
      Probes.circuitBreaker()
          .event(breaker, LIBRARY, Probes.resilience().nameOf(BREAKER, breaker), "success");
    }
  }

  static final class BreakerFailure {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("breaker") Object breaker) {
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

  static final class Judged {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return boolean ends) {
      Probes.resilience().judged(ends);
    }
  }

  static final class Attempted {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.FieldValue("retryPolicy") RetryPolicyImpl<?> retry,
        @Advice.Return ExecutionResult<?> result) {
      Probes.resilience()
          .attempted(LIBRARY, Probes.resilience().nameOf("retry", retry), result.isComplete());
    }
  }

  /** The method is overridden for breakers and bulkheads. */
  static final class Succeeded {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object executor, @Advice.Argument(0) Object result) {
      Probes.resilience().succeeded(LIBRARY, executor, result);
    }
  }

  static final class BulkheadCreated {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object bulkhead) {
      Probes.resilience().named("bulkhead", bulkhead, PACKAGE);
    }
  }

  static final class BulkheadAcquired {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object bulkhead) {
      Probes.resilience()
          .decided("bulkhead", LIBRARY, Probes.resilience().nameOf("bulkhead", bulkhead), true);
    }
  }

  static final class BulkheadAsked {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object bulkhead, @Advice.Return boolean permitted) {
      Probes.resilience()
          .decided(
              "bulkhead", LIBRARY, Probes.resilience().nameOf("bulkhead", bulkhead), permitted);
    }
  }

  static final class BulkheadReleased {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object bulkhead) {
      Probes.resilience()
          .event("bulkhead", LIBRARY, Probes.resilience().nameOf("bulkhead", bulkhead), "finished");
    }
  }

  static final class BulkheadAskedLater {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.FieldValue("bulkhead") BulkheadImpl<?> bulkhead,
        @Advice.Return CompletableFuture<?> answer) {
      Probes.resilience()
          .acquiring(LIBRARY, Probes.resilience().nameOf("bulkhead", bulkhead), answer);
    }
  }

  static final class RateLimiterCreated {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object limiter) {
      Probes.resilience().named("rate_limiter", limiter, PACKAGE);
    }
  }

  static final class Reserved {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This RateLimiterImpl<?> limiter) {
      Probes.resilience().reserved(LIBRARY, Probes.resilience().nameOf("rate_limiter", limiter), 0);
    }
  }

  static final class ReservedIfSoon {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This RateLimiterImpl<?> limiter, @Advice.Return long waitNanos) {
      Probes.resilience()
          .reserved(LIBRARY, Probes.resilience().nameOf("rate_limiter", limiter), waitNanos);
    }
  }

  static final class TimeoutCreated {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object timeout) {
      Probes.resilience().named("time_limiter", timeout, PACKAGE);
    }
  }

  static final class TimeoutEnded {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.FieldValue("policy") Object timeout,
        @Advice.Argument(0) Object result,
        @Advice.Return boolean exceeded) {
      Probes.resilience()
          .limited(LIBRARY, Probes.resilience().nameOf("time_limiter", timeout), result, exceeded);
    }
  }
}
