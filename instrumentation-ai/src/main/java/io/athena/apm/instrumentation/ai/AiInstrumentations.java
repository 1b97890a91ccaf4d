package io.athena.apm.instrumentation.ai;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.metrics.MonotonicClock;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.rules.active.MethodRoleAdvice;
import io.athena.apm.core.spans.Spans;
import io.athena.apm.core.weaving.LibraryInstrumentation;
import io.athena.apm.runtime.Probes;
import java.util.List;

/** What this module measures: one line for each library. */
public final class AiInstrumentations {

  private AiInstrumentations() {}

  /** In the order of {@code docs/libraries.md}. */
  public static List<LibraryInstrumentation> all() {
    return List.of(new OpenAiChatCompletions());
  }

  /** What rules have put into hand-written classes. */
  public static List<MethodRoleAdvice> methodRoles() {
    return List.of(AthenaAiManager.advice());
  }

  /** Gives woven code its probe. */
  public static void install(Registry registry, Spans spans, AgentLog log) {
    Probes.install(new AiOperations(new AiCells(registry), spans, log, new MonotonicClock()));
  }
}
