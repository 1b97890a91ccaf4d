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
 * Every instrumentation of the jar: an explicit list, because service files would be overwritten.
 */
final class Instrumentations {

  private Instrumentations() {}

  static List<LibraryInstrumentation> all() {
    List<LibraryInstrumentation> all = measuring();
    all.addAll(LoggingInstrumentations.all());
    return all;
  }

  /** Those that are on unless their switch is off; the others wait for {@code log.context}. */
  static List<LibraryInstrumentation> measuring() {
    List<LibraryInstrumentation> measuring = new ArrayList<>();
    measuring.addAll(AiInstrumentations.all());
    measuring.addAll(CacheInstrumentations.all());
    measuring.addAll(ResilienceInstrumentations.all());
    measuring.addAll(ApiInstrumentations.all());
    return measuring;
  }

  /** What they put into hand-written classes, where rules say so. */
  static List<MethodRoleAdvice> methodRoles() {
    List<MethodRoleAdvice> roles = new ArrayList<>();
    roles.addAll(AiInstrumentations.methodRoles());
    roles.addAll(CacheInstrumentations.methodRoles());
    roles.addAll(ResilienceInstrumentations.methodRoles());
    return roles;
  }

  /** Their switches, that of the bundled rules, and that of the JDK's executors. */
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
