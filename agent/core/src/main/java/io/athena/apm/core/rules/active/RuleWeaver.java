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
  private final MeaningInsertions meanings;
  private volatile boolean hasWoven;
  private volatile RuleTable table = new RuleTable(List.of());

  /**
   * A weaver without rules.
   *
   * @param switchedOn whether the advice of a rule, by its origin, has not failed too often
   * @param meanings what is put into methods of a meaning
   */
  RuleWeaver(
      Predicate<String> switchedOn, List<MeaningAdvice> meanings, Registry registry, AgentLog log) {
    this.switchedOn = switchedOn;
    this.meanings = new MeaningInsertions(meanings);
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
        List<ClassMembers.Member> methods =
            measured(rule, name, Selection.of(rule.rule(), name, members, classFile, parents));
        Insertion meant = meanings.of(rule, name, members, methods, classFile);
        if (meant != null) {
          all.add(meant);
        }
        for (ClassMembers.Member method : methods) {
          all.addAll(insertions.of(rule, method));
        }
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

  /** Those of the methods that have code to measure; says why others have none. */
  private List<ClassMembers.Member> measured(
      CompiledRule rule, String type, List<ClassMembers.Member> methods) {
    List<ClassMembers.Member> measured = new ArrayList<>();
    for (ClassMembers.Member method : methods) {
      String refusal = RuleMethods.refusal(method);
      if (RuleMethods.isMeasured(method)) {
        measured.add(method);
      } else if (refusal != null) {
        log.warnOnce(rule.rule().origin() + ": " + type + "#" + method.name() + " " + refusal);
      }
    }
    return measured;
  }
}
