package io.athena.apm.instrumentation.api;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.MonotonicClock;
import io.athena.apm.metrics.Registry;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;

/** The instrumentations of this module. */
public final class ApiInstrumentations {

  private ApiInstrumentations() {}

  /** In the order of {@code docs/libraries.md}. */
  public static List<LibraryInstrumentation> all() {
    return List.of(new AthenaApi());
  }

  /** Installs the probe that woven code calls. */
  public static void install(Registry registry, Spans spans, AgentLog log) {
    Probes.install(new ApiMeasurements(registry, spans, log, new MonotonicClock()));
  }
}
