package io.athena.apm.instrumentation.resilience;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.MonotonicClock;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.active.MethodRoleAdvice;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;

/** The instrumentations of this module, one line for each library. */
public final class ResilienceInstrumentations {

  private ResilienceInstrumentations() {}

  /** In the order of {@code docs/libraries.md}. */
  public static List<LibraryInstrumentation> all() {
    return List.of(new Resilience4jCircuitBreaker());
  }

  /** Advice that rules weave into hand-written classes. */
  public static List<MethodRoleAdvice> methodRoles() {
    return List.of(AthenaCircuitBreaker.advice());
  }

  /**
   * Installs the probe that woven code calls, and the poller of the registry.
   *
   * @param attached whether the application may have breakers already
   */
  public static void install(Registry registry, AgentLog log, boolean attached) {
    CircuitBreakers breakers = new CircuitBreakers(registry, log, new MonotonicClock(), attached);
    registry.pollApplication(breakers);
    Probes.install(breakers);
  }
}
