package io.athena.apm.agent;

import io.athena.apm.instrumentation.ai.AiInstrumentations;
import io.athena.apm.instrumentation.api.ApiInstrumentations;
import io.athena.apm.instrumentation.cache.CacheInstrumentations;
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
    List<LibraryInstrumentation> all = new ArrayList<>();
    all.addAll(AiInstrumentations.all());
    all.addAll(CacheInstrumentations.all());
    all.addAll(ResilienceInstrumentations.all());
    all.addAll(ApiInstrumentations.all());
    return all;
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
