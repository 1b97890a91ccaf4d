package io.athena.apm.instrumentation.resilience;

import com.netflix.hystrix.ExecutionResult;
import com.netflix.hystrix.ExecutionResult.EventCounts;
import com.netflix.hystrix.HystrixCircuitBreaker;
import com.netflix.hystrix.HystrixCommandKey;
import com.netflix.hystrix.HystrixCommandMetrics;
import com.netflix.hystrix.HystrixCommandProperties;
import com.netflix.hystrix.HystrixEventType;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Counts how Hystrix commands end, from 1.5.10 on, and observes their breakers. A command is a call
 * through a breaker, a bulkhead and a time limit, all named by its key.
 *
 * <p>Breakers do not report changes, so their state is read where it may have changed: in 1.5.12
 * also by a timer, in the versions before and after whenever a breaker is asked. Two threads may
 * create the breaker of a key at once; the one that Hystrix drops is never asked.
 */
public final class Hystrix implements LibraryInstrumentation {

  static final String LIBRARY = "hystrix";

  private static final String METRICS = "com.netflix.hystrix.HystrixCommandMetrics#";
  private static final String BREAKER =
      "com.netflix.hystrix.HystrixCircuitBreaker$HystrixCircuitBreakerImpl";

  @Override
  public String name() {
    return LIBRARY;
  }

  @Override
  public String libraryPackage() {
    return "com.netflix.hystrix.";
  }

  @Override
  public String description() {
    return "Hystrix 1.5.10 and later: commands by their end (success, error, ignored_error,"
        + " rejected, timeout, fallback), state of their breakers, time open; half open in 1.5.12"
        + " only, others have no such state";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        Hook.of(METRICS + "markCommandDone", Hystrix.class, "Ended"),
        Hook.of(METRICS + "resetStream()", Hystrix.class, "Closing"),
        Hook.of(BREAKER + "#allowRequest()", Hystrix.class, "BreakerUsed"),
        Hook.of(BREAKER + "#isOpen()", Hystrix.class, "BreakerUsed"),
        Hook.of(BREAKER + "#markSuccess()", Hystrix.class, "BreakerUsed"),
        Hook.optional(BREAKER + "#attemptExecution()", Hystrix.class, "BreakerUsed"),
        Hook.optional(BREAKER + "#markNonSuccess()", Hystrix.class, "BreakerUsed"),
        Hook.of(BREAKER + "$1#onNext", Hystrix.class, "TimerRan"));
  }

  static final class Ended {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(0) ExecutionResult result, @Advice.Argument(1) HystrixCommandKey key) {
      String name = key.name();
      EventCounts counts = result.getEventCounts();
      Probes.resilience()
          .events(
              "circuit_breaker",
              LIBRARY,
              name,
              "success",
              counts.getCount(HystrixEventType.SUCCESS));
      Probes.resilience()
          .events(
              "circuit_breaker", LIBRARY, name, "error", counts.getCount(HystrixEventType.FAILURE));
      Probes.resilience()
          .events(
              "circuit_breaker",
              LIBRARY,
              name,
              "ignored_error",
              counts.getCount(HystrixEventType.BAD_REQUEST));
      Probes.resilience()
          .events(
              "circuit_breaker",
              LIBRARY,
              name,
              "rejected",
              counts.getCount(HystrixEventType.SHORT_CIRCUITED));
      Probes.resilience()
          .events(
              "circuit_breaker",
              LIBRARY,
              name,
              "fallback",
              counts.getCount(HystrixEventType.FALLBACK_SUCCESS));
      Probes.resilience()
          .events(
              "bulkhead",
              LIBRARY,
              name,
              "rejected",
              counts.getCount(HystrixEventType.THREAD_POOL_REJECTED));
      Probes.resilience()
          .events(
              "bulkhead",
              LIBRARY,
              name,
              "rejected",
              counts.getCount(HystrixEventType.SEMAPHORE_REJECTED));
      Probes.resilience()
          .events(
              "time_limiter", LIBRARY, name, "timeout", counts.getCount(HystrixEventType.TIMEOUT));
    }
  }

  /** The breaker has just closed, and may open again before its method returns. */
  static final class Closing {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This HystrixCommandMetrics metrics) {
      Probes.circuitBreaker()
          .observeKnown(HystrixCircuitBreaker.Factory.getInstance(metrics.getCommandKey()));
    }
  }

  static final class BreakerUsed {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object breaker,
        @Advice.FieldValue("metrics") HystrixCommandMetrics metrics,
        @Advice.FieldValue("properties") HystrixCommandProperties properties) {
      Probes.circuitBreaker()
          .observe(
              breaker,
              LIBRARY,
              metrics.getCommandKey().name(),
              properties.circuitBreakerForceOpen().get(),
              properties.circuitBreakerForceClosed().get());
    }
  }

  static final class TimerRan {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.FieldValue("this$0") Object breaker) {
      Probes.circuitBreaker().observeKnown(breaker);
    }
  }
}
