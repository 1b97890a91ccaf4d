package io.athena.apm.core.rules.active;

import io.athena.apm.core.advice.ClassWeaver;
import io.athena.apm.core.advice.Insertion;
import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.weaving.ClassMembers;
import io.athena.apm.core.weaving.ClassParents;
import io.athena.apm.core.weaving.JdkPackages;
import io.athena.apm.core.weaving.RuntimeVisibility;
import io.athena.apm.core.weaving.Weaver;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Weaves what rules mean. Any number of threads may weave at once. */
final class RuleWeaver implements Weaver {

  /** The tag of woven classes in the agent's own metrics. */
  private static final String NAME = "rules";

  private final Predicate<String> switchedOn;
  private final Registry registry;
  private final AgentLog log;
  private final RuntimeVisibility visibility;
  private final RuleInsertions insertions = new RuleInsertions();
  private volatile boolean hasWoven;
  private volatile RuleTable table = new RuleTable(List.of());

  /**
   * A weaver without rules.
   *
   * @param switchedOn whether the advice of a rule, by its origin, has not failed too often
   */
  RuleWeaver(Predicate<String> switchedOn, Registry registry, AgentLog log) {
    this.switchedOn = switchedOn;
    this.registry = registry;
    this.log = log;
    this.visibility = new RuntimeVisibility(log);
  }

  boolean hasWoven() {
    return hasWoven;
  }

  RuleTable table() {
    return table;
  }

  void use(RuleTable rules) {
    table = rules;
  }

  @Override
  public byte[] weave(ClassLoader loader, String name, byte[] classFile) {
    Set<CompiledRule> candidates = table.candidates(name);
    if (candidates.isEmpty() || Selection.isOurs(name) || JdkPackages.have(loader, name)) {
      return null;
    }
    List<Insertion> all = new ArrayList<>();
    ClassMembers members = ClassMembers.of(classFile);
    ClassParents parents = new ClassParents(loader);
    for (CompiledRule rule : candidates) {
      if (switchedOn.test(rule.rule().origin().toString())) {
        add(rule, name, Selection.of(rule.rule(), name, members, classFile, parents), all);
      }
    }
    if (all.isEmpty() || !visibility.of(loader)) {
      return null;
    }
    byte[] woven = ClassWeaver.weave(classFile, all, log::warnOnce);
    if (woven != null) {
      hasWoven = true;
      registry.counters(AgentMetrics.WOVEN).get(NAME).increment();
    }
    return woven;
  }

  private void add(
      CompiledRule rule, String type, List<ClassMembers.Member> methods, List<Insertion> all) {
    for (ClassMembers.Member method : methods) {
      String refusal = RuleMethods.refusal(method);
      if (RuleMethods.isMeasured(method)) {
        all.addAll(insertions.of(rule, method));
      } else if (refusal != null) {
        log.warnOnce(rule.rule().origin() + ": " + type + "#" + method.name() + " " + refusal);
      }
    }
  }
}
