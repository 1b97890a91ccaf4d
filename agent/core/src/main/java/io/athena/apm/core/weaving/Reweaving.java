package io.athena.apm.core.weaving;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import java.lang.instrument.Instrumentation;

/**
 * Has classes that are loaded already woven again: those that came before the agent (attached late,
 * or a JDK 25 AOT cache had them linked before {@code premain}), and those of an instrumentation
 * that has been switched off, which get their original code back.
 */
public final class Reweaving {

  private final Instrumentation instrumentation;
  private final HookTable hooks;

  /** Classes of one JVM that have one of these hooks. */
  public Reweaving(Instrumentation instrumentation, HookTable hooks) {
    this.instrumentation = instrumentation;
    this.hooks = hooks;
  }

  /** Retransforms every loaded class that has hooks. One that can't be takes no other with it. */
  public void run(AgentErrors errors) {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getClassLoader() != null
          && !hooks.rows(type.getName()).isEmpty()
          && instrumentation.isModifiableClass(type)) {
        try {
          instrumentation.retransformClasses(type);
        } catch (Exception | LinkageError problem) {
          errors.caught(Door.WEAVING, type.getName() + " stays as it was loaded", problem);
        }
      }
    }
  }
}
