package io.athena.apm.agent;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.rules.MethodPattern;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.RuleSet;
import io.athena.apm.core.weaving.Weaver;
import io.athena.apm.core.weaving.WeavingTransformer;
import java.lang.instrument.Instrumentation;
import java.util.function.Predicate;

/** Looks for what the operator's rules mean among the classes that the gate lets pass. */
/*
 * Two ways in
 *
 * A class that the text of the rules tells of (a simple name, a part of a name) is handed over by
 * the gate, and comes through WeaverChain. Every other comes through this, a transformer of its own, once
 * the rules have been read. It can't be the same for both: the JVM decides which transformers a class
 * passes when it starts to load, and one that has the rules read has started before. What the gate
 * hands over never changes, so no class comes both ways.
 */
final class PastTheGate implements Weaver {

  private final UserRules rules;
  private final AwaitedClasses awaited;
  private final Predicate<String> gateNames;
  private final Instrumentation instrumentation;
  private final AgentErrors errors;
  private boolean installed;

  /**
   * Not installed yet.
   *
   * @param awaited knows which classes the gate hands over without a stop
   * @param gateNames knows which it stops
   */
  PastTheGate(
      UserRules rules,
      AwaitedClasses awaited,
      Predicate<String> gateNames,
      Instrumentation instrumentation,
      AgentErrors errors) {
    this.rules = rules;
    this.awaited = awaited;
    this.gateNames = gateNames;
    this.instrumentation = instrumentation;
    this.errors = errors;
  }

  /** Has classes come here where the gate does not stop all that these rules mean; once. */
  synchronized void installFor(RuleSet set) {
    if (!installed && !areStopped(set)) {
      installed = true;
      instrumentation.addTransformer(new WeavingTransformer(this, errors), true);
    }
  }

  private boolean areStopped(RuleSet set) {
    for (Rule rule : set.rules()) {
      if (!rule.selectors().isEmpty()) {
        // Their types have to be noticed when they come.
        return false;
      }
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
    return loader == null
            || !rules.mayMean(loader, name)
            || !rules.rules().mayMean(loader, name, classFile)
            || gateNames.test(name)
            || awaited.areHandedOver(loader, name)
        ? null
        : rules.weave(loader, name, classFile);
  }
}
