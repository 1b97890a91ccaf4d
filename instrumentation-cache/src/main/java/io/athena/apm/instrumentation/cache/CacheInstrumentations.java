package io.athena.apm.instrumentation.cache;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.active.MethodRoleAdvice;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;

/** What this module measures: one line for each library. */
public final class CacheInstrumentations {

  private CacheInstrumentations() {}

  /** In the order of {@code docs/libraries.md}. */
  public static List<LibraryInstrumentation> all() {
    return List.of(new CaffeineCaches());
  }

  /** What rules have put into hand-written classes. */
  public static List<MethodRoleAdvice> methodRoles() {
    return List.of(AthenaCache.advice());
  }

  /** Gives woven code its probe, and the registry its poller. */
  public static void install(Registry registry, AgentLog log) {
    Caches caches = new Caches(registry, log);
    registry.pollApplication(caches);
    Probes.install(caches);
  }
}
