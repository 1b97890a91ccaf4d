package io.athena.apm.instrumentation.logging;

import io.athena.apm.instrumentation.api.ApiInstrumentations;
import io.athena.apm.kit.agent.AgentExtension;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.ArrayList;
import java.util.List;

/** The agent of this package's tests: log events get ids, and the API makes spans. */
final class LoggingAgent {

  private LoggingAgent() {}

  static AgentExtension extension() {
    List<LibraryInstrumentation> all = new ArrayList<>(LoggingInstrumentations.all());
    all.addAll(ApiInstrumentations.all());
    return AgentExtension.with(
        all,
        (registry, spans, log) -> {
          ApiInstrumentations.install(registry, spans, log);
          LoggingInstrumentations.install(spans);
        });
  }
}
