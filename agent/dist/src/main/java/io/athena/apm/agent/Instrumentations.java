package io.athena.apm.agent;

import io.athena.apm.instrumentation.ai.AiInstrumentations;
import io.athena.apm.instrumentation.api.ApiInstrumentations;
import io.athena.apm.instrumentation.cache.CacheInstrumentations;
import io.athena.apm.instrumentation.logging.LoggingInstrumentations;
import io.athena.apm.instrumentation.resilience.ResilienceInstrumentations;
import io.athena.apm.rules.active.MethodRoleAdvice;
import io.athena.apm.weaving.LibraryInstrumentation;
import io.athena.apm.weaving.tasks.TaskPropagation;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists every instrumentation of the jar. Service files would overwrite each other when jars are
 * merged.
 */
final class Instrumentations {

  private Instrumentations() {}

  static List<LibraryInstrumentation> all() {
    List<LibraryInstrumentation> all = measuring();
    all.addAll(LoggingInstrumentations.all());
    return all;
  }

  /**
   * The instrumentations that are on by default; those of logging libraries need {@code
   * log.context}.
   */
  static List<LibraryInstrumentation> measuring() {
    List<LibraryInstrumentation> measuring = new ArrayList<>();
    measuring.addAll(AiInstrumentations.all());
    measuring.addAll(CacheInstrumentations.all());
    measuring.addAll(ResilienceInstrumentations.all());
    measuring.addAll(ApiInstrumentations.all());
    return measuring;
  }

  /** Their advice for hand-written classes, which rules assign to methods. */
  static List<MethodRoleAdvice> methodRoles() {
    List<MethodRoleAdvice> roles = new ArrayList<>();
    roles.addAll(AiInstrumentations.methodRoles());
    roles.addAll(CacheInstrumentations.methodRoles());
    roles.addAll(ResilienceInstrumentations.methodRoles());
    return roles;
  }

  /** The names of all switches: instrumentations, bundled rules and the JDK's executors. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (LibraryInstrumentation instrumentation : all()) {
      names.add(instrumentation.name());
    }
    names.add(BundledRules.NAME);
    names.add(TaskPropagation.NAME);
    return names;
  }
}
