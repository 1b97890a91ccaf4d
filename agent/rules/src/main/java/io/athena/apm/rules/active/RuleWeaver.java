package io.athena.apm.rules.active;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.Rule;
import io.athena.apm.weaving.ClassMembers;
import io.athena.apm.weaving.JdkPackages;
import io.athena.apm.weaving.RuntimeVisibility;
import io.athena.apm.weaving.SuperTypes;
import io.athena.apm.weaving.Weaver;
import io.athena.apm.weaving.advice.ClassWeaver;
import io.athena.apm.weaving.advice.Insertion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Weaves the classes that rules match. Thread-safe. */
final class RuleWeaver implements Weaver {

  /** The tag of woven classes in the agent's own metrics. */
  private static final String NAME = "rules";

  private final Predicate<String> switchedOn;
  private final Registry registry;
  private final AgentLog log;
  private final RuntimeVisibility visibility;
  private final RuleInsertions insertions;
  private final MethodRoleInsertions roles;
  private final SuperTypes.Memory superTypes = new SuperTypes.Memory();
  private volatile boolean hasWoven;
  private volatile RuleTable table = new RuleTable(List.of());
  private volatile RuleWeaver before;

  /**
   * A weaver without rules. {@code switchedOn} tests whether the advice of a rule, by its origin,
   * has not failed too often.
   */
  RuleWeaver(
      Predicate<String> switchedOn,
      List<MethodRoleAdvice> roles,
      RuleMeasurements measurements,
      Registry registry,
      AgentLog log) {
    this.switchedOn = switchedOn;
    this.insertions = new RuleInsertions(measurements);
    this.roles = new MethodRoleInsertions(roles);
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

  /** Skips classes that the other rules measure. Called before any class is woven. */
  void leaveTo(RuleWeaver others) {
    before = others;
  }

  @Override
  public byte[] weave(ClassLoader loader, String name, byte[] classFile) {
    Set<CompiledRule> candidates = candidates(name, classFile);
    if (candidates.isEmpty() || JdkPackages.have(loader, name)) {
      return null;
    }
    InspectedClass type = new InspectedClass(name, classFile, superTypes.of(loader));
    List<Insertion> all = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (CompiledRule rule : candidates) {
      add(rule, type, all, taken);
    }
    if (all.isEmpty() || isLeft(type) || !visibility.of(loader)) {
      return null;
    }
    byte[] woven = ClassWeaver.weave(classFile, all, log::warnOnce);
    if (woven != null) {
      hasWoven = true;
      registry.counters(AgentMetrics.WOVEN).get(NAME).increment();
    }
    return woven;
  }

  private void add(CompiledRule rule, InspectedClass type, List<Insertion> all, Set<String> taken) {
    List<ClassMembers.Member> methods = measured(rule, type);
    all.addAll(roles.of(rule, type, methods, taken));
    boolean innermost = rule.rule().innermost() && methods.size() > 1;
    for (ClassMembers.Member method : methods) {
      all.addAll(insertions.of(rule, type.name(), method, innermost));
    }
    for (ClassMembers.Member bridge : RuleMethods.bridges(type.members(), methods)) {
      rule.state().number(type.name(), bridge.name() + bridge.descriptor());
    }
  }

  /** Whether the other rules measure the class; logs that. */
  private boolean isLeft(InspectedClass type) {
    RuleWeaver first = before;
    Rule by = first == null ? null : first.measuring(type);
    if (by != null) {
      String measured = type.name() + " is measured by " + by.origin();
      log.warnOnce(measured + "; the agent's own rules skip this class");
    }
    return by != null;
  }

  /** The first rule that measures a class; null for none. */
  private Rule measuring(InspectedClass type) {
    for (CompiledRule rule : table.candidates(type.name())) {
      if (!measured(rule, type).isEmpty()) {
        return rule.rule();
      }
    }
    return null;
  }

  /** The rules that may match a class; none unless its file has the constants of at least one. */
  private Set<CompiledRule> candidates(String name, byte[] classFile) {
    Set<CompiledRule> candidates = table.candidates(name);
    if (candidates.isEmpty() || InspectedClass.isOurs(name)) {
      return Set.of();
    }
    for (CompiledRule rule : candidates) {
      if (rule.requiredTexts().areIn(classFile)) {
        return candidates;
      }
    }
    return Set.of();
  }

  /** The methods that a rule measures in a class; logs why it can't measure others. */
  private List<ClassMembers.Member> measured(CompiledRule rule, InspectedClass type) {
    String origin = rule.rule().origin().toString();
    if (!switchedOn.test(origin)) {
      return List.of();
    }
    List<ClassMembers.Member> matched = type.matched(rule.rule());
    for (ClassMembers.Member method : matched) {
      String refusal = RuleMethods.refusal(method);
      if (refusal != null) {
        log.warnOnce(origin + ": " + type.name() + "#" + method.name() + " " + refusal);
      }
    }
    return RuleMethods.measured(matched);
  }
}
