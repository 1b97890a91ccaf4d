package io.athena.apm.weaving;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import java.lang.instrument.Instrumentation;
import java.util.function.Predicate;

/**
 * Retransforms loaded classes: classes that were loaded before the agent (attached late, or linked
 * by a JDK 25 AOT cache before {@code premain}), and classes of an instrumentation that was
 * switched off, which get their original code back.
 */
public final class Reweaving {

  private final Instrumentation instrumentation;
  private final Predicate<Class<?>> matches;

  /** Retransforms the classes of one JVM that may be woven, or were woven and should not be. */
  public Reweaving(Instrumentation instrumentation, Predicate<Class<?>> matches) {
    this.instrumentation = instrumentation;
    this.matches = matches;
  }

  /** Retransforms every class that matches. A failure affects its own class only. */
  public void run(AgentErrors errors) {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getClassLoader() != null
          && matches.test(type)
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
