package io.athena.apm.weaving;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import java.lang.instrument.Instrumentation;
import java.util.function.Predicate;

/**
 * Has classes that are loaded already woven again: those that came before the agent (attached late,
 * or a JDK 25 AOT cache had them linked before {@code premain}), and those of an instrumentation
 * that has been switched off, which get their original code back.
 */
public final class Reweaving {

  private final Instrumentation instrumentation;
  private final Predicate<Class<?>> meant;

  /**
   * Classes of one JVM.
   *
   * @param meant whether anything may be woven into a class, or is and should not be
   */
  public Reweaving(Instrumentation instrumentation, Predicate<Class<?>> meant) {
    this.instrumentation = instrumentation;
    this.meant = meant;
  }

  /** Retransforms every loaded class that is meant. One that can't be takes no other with it. */
  public void run(AgentErrors errors) {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getClassLoader() != null
          && meant.test(type)
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
