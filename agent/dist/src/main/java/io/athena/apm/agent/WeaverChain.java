package io.athena.apm.agent;

import io.athena.apm.weaving.AdviceWeaver;
import io.athena.apm.weaving.HookTable;
import io.athena.apm.weaving.Weaver;
import io.athena.apm.weaving.tasks.TaskPropagation;
import java.util.function.Predicate;

/**
 * Weaves the classes that the gate passes on: by the hooks of instruments if the class has any,
 * otherwise by the bundled rules. The operator's rules are a transformer of their own, after this
 * one.
 */
final class WeaverChain implements Weaver, Predicate<Class<?>> {

  private final HookTable hooks;
  private final AdviceWeaver libraries;
  private final BundledRules bundled;
  private final TaskPropagation tasks;
  private final Predicate<String> gateNames;
  private volatile UserRules user;

  /**
   * The bundled rules are null where they are switched off; the gate passes on classes whose binary
   * name is one of {@code gateNames}.
   */
  WeaverChain(
      HookTable hooks,
      AdviceWeaver libraries,
      BundledRules bundled,
      TaskPropagation tasks,
      Predicate<String> gateNames) {
    this.hooks = hooks;
    this.libraries = libraries;
    this.bundled = bundled;
    this.tasks = tasks;
    this.gateNames = gateNames;
  }

  /** Adds the operator's rules. The bundled rules skip the classes that they measure. */
  void with(UserRules rules) {
    if (bundled != null) {
      bundled.leaveTo(rules);
    }
    user = rules;
  }

  @Override
  public byte[] weave(ClassLoader loader, String name, byte[] classFile) {
    if (loader == null) {
      return tasks.weave(null, name, classFile);
    }
    return weaveInstruments(loader, name, classFile);
  }

  private byte[] weaveInstruments(ClassLoader loader, String name, byte[] classFile) {
    if (hooks.isFor(name)) {
      return libraries.weave(loader, name, classFile);
    }
    return bundled == null || hooks.isOfLibrary(name) || !gateNames.test(name)
        ? null
        : bundled.weave(loader, name, classFile);
  }

  boolean haveWoven() {
    UserRules rules = user;
    return libraries.hasWoven()
        || (bundled != null && bundled.haveWoven())
        || (rules != null && rules.haveWoven());
  }

  /** Whether anything may be woven into a class that is loaded. */
  @Override
  public boolean test(Class<?> type) {
    UserRules rules = user;
    return gateNames.test(type.getName()) || (rules != null && rules.test(type));
  }
}
