package io.athena.apm.instrumentation.ai;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.MonotonicClock;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.active.MethodRoleAdvice;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.LibraryInstrumentation;
import io.athena.apm.weaving.adapter.Adapters;
import java.util.ArrayList;
import java.util.List;

/** The instrumentations of this module, one line for each library. */
public final class AiInstrumentations {

  private AiInstrumentations() {}

  /** In the order of {@code docs/libraries.md}. */
  public static List<LibraryInstrumentation> all() {
    return List.of(
        new OpenAiJava(),
        new AnthropicJava(),
        new LangChain4j(),
        new SpringAi(),
        new GoogleGenAi(),
        new BedrockRuntime(),
        new Ollama4j(),
        new AzureOpenAi());
  }

  /** Advice that rules weave into hand-written classes. */
  public static List<MethodRoleAdvice> methodRoles() {
    return List.of(AthenaAiManager.advice());
  }

  /** Installs the probe that woven code calls, with the bundled prices only. */
  public static void install(Registry registry, Spans spans, AgentLog log) {
    install(registry, spans, log, "");
  }

  /**
   * Installs the probe that woven code calls.
   *
   * @param prices the operator's price file; empty for none
   */
  public static void install(Registry registry, Spans spans, AgentLog log, String prices) {
    Costs costs = new Costs(registry, log, prices);
    AiCells cells = new AiCells(registry, costs);
    MonotonicClock clock = new MonotonicClock();
    Analyses analyses = new Analyses(cells, spans, log, clock);
    AiCalls calls = new AiCalls(cells, spans, analyses, clock, log, libraries(registry, log));
    registry.poll(calls);
    registry.poll(costs);
    Probes.install(calls);
  }

  private static List<ClientLibrary> libraries(Registry registry, AgentLog log) {
    List<ClientLibrary> libraries = new ArrayList<>();
    for (LibraryInstrumentation each : all()) {
      Adapters<AiClient> clients =
          new Adapters<>(
              each.name(),
              registry,
              log,
              AiClient.class,
              each.getClass().getName() + "$ClientAdapter",
              each.libraryPackage());
      libraries.add(new ClientLibrary(each.name(), each.libraryPackage(), clients));
    }
    return libraries;
  }
}
