package io.athena.apm.agent;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.rules.MethodPattern;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.RuleSet;
import io.athena.apm.core.weaving.Weaver;
import io.athena.apm.core.weaving.Weaving;
import java.lang.instrument.Instrumentation;
import java.util.function.Predicate;

/** Looks for what the operator's rules mean among the classes that the gate does not stop. */
/*
 * Two ways in
 *
 * A class whose simple name stands in a rule is stopped by the gate, and comes through Weavers.
 * Every other class, which only a pattern may mean, comes through this, a transformer of its own.
 * It can't be the same for both: the JVM decides which transformers a class passes when it starts to
 * load, and one that waits in the gate has started before the rules were read.
 */
final class PastTheGate implements Weaver {

  private final UserRules rules;
  private final Predicate<String> gateNames;
  private final Instrumentation instrumentation;
  private final AgentErrors errors;
  private boolean installed;

  /**
   * Not installed yet.
   *
   * @param gateNames knows which classes the gate stops
   */
  PastTheGate(
      UserRules rules,
      Predicate<String> gateNames,
      Instrumentation instrumentation,
      AgentErrors errors) {
    this.rules = rules;
    this.gateNames = gateNames;
    this.instrumentation = instrumentation;
    this.errors = errors;
  }

  /** Has classes come here where the gate does not stop all that these rules mean. */
  void installFor(RuleSet set) {
    if (!areStopped(set)) {
      install();
    }
  }

  /** Has classes come here; only the first time. */
  synchronized void install() {
    if (!installed) {
      installed = true;
      instrumentation.addTransformer(new Weaving(this, errors), true);
    }
  }

  private boolean areStopped(RuleSet set) {
    for (Rule rule : set.rules()) {
      for (MethodPattern method : rule.methods()) {
        String name = method.type().simpleName();
        if (name == null || !gateNames.test(name)) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public byte[] weave(ClassLoader loader, String name, byte[] classFile) {
    if (loader == null || !rules.mayMean(loader, name)) {
      return null;
    }
    rules.start();
    return !rules.rules().mayMean(loader, name, classFile) || gateNames.test(name)
        ? null
        : rules.weave(loader, name, classFile);
  }
}
