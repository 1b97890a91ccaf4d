package io.athena.apm.instrumentation.resilience;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.MonotonicClock;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Series;
import io.athena.apm.rules.active.MethodRoleAdvice;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The instrumentations of this module, one line for each library. */
public final class ResilienceInstrumentations {

  private ResilienceInstrumentations() {}

  /** In the order of {@code docs/libraries.md}. */
  public static List<LibraryInstrumentation> all() {
    return List.of(
        new Resilience4jCircuitBreaker(),
        new Resilience4jBulkhead(),
        new Resilience4jRetry(),
        new Resilience4jRateLimiter(),
        new Resilience4jTimeLimiter(),
        new Failsafe(),
        new EarlierFailsafe(),
        new Hystrix(),
        new SmallRye(),
        new Sentinel(),
        new SpringCloudCircuitBreaker(),
        new SpringRetry(),
        new SpringCoreRetry());
  }

  /** Advice that rules weave into hand-written classes. */
  public static List<MethodRoleAdvice> methodRoles() {
    return List.of(AthenaCircuitBreaker.states(), AthenaCircuitBreaker.calls());
  }

  /**
   * Installs the probes that woven code calls, and the pollers of the registry.
   *
   * @param attached whether the application may have breakers and bulkheads already
   * @param opened runs on the application's thread where a breaker has opened; never waits
   * @return finds, on the athena-apm thread, the series of breakers that have opened since the last
   *     call and are to be reported before the next flush; null for none
   */
  public static Supplier<Predicate<Series>> install(
      Registry registry, Spans spans, AgentLog log, boolean attached, Runnable opened) {
    return install(registry, spans, log, new MonotonicClock(), attached, opened);
  }

  static Supplier<Predicate<Series>> install(
      Registry registry,
      Spans spans,
      AgentLog log,
      LongSupplier nanoTime,
      boolean attached,
      Runnable opened) {
    CircuitBreakers breakers =
        new CircuitBreakers(registry, spans, log, nanoTime, attached, opened);
    registry.pollApplication(breakers);
    Probes.install(breakers);
    ResiliencePolicies policies = new ResiliencePolicies(registry, log, attached);
    registry.pollApplication(policies);
    Probes.install(policies);
    return breakers;
  }
}
