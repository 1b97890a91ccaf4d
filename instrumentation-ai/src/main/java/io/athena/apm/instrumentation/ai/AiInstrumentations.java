package io.athena.apm.instrumentation.ai;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.MonotonicClock;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.active.MethodRoleAdvice;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.LibraryInstrumentation;
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
