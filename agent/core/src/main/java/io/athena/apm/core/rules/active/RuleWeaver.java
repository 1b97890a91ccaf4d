package io.athena.apm.core.rules.active;

import io.athena.apm.core.advice.ClassWeaver;
import io.athena.apm.core.advice.Insertion;
import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.weaving.ClassMembers;
import io.athena.apm.core.weaving.ClassParents;
import io.athena.apm.core.weaving.JdkPackages;
import io.athena.apm.core.weaving.KnownParents;
import io.athena.apm.core.weaving.RuntimeVisibility;
import io.athena.apm.core.weaving.Weaver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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
  private final Function<Rule, CompiledRule> compile;
  private final KnownParents knownParents = new KnownParents();
  private final Map<Rule, CompiledRule> parts = new ConcurrentHashMap<>();
  private volatile boolean hasWoven;
  private volatile RuleTable table = new RuleTable(List.of());
  private volatile RuleWeaver before;

  /**
   * A weaver without rules.
   *
   * @param switchedOn whether the advice of a rule, by its origin, has not failed too often
   * @param meanings what is put into methods of a meaning
   * @param compile makes the rest of a rule, where others do a part of it
   */
  RuleWeaver(
      Predicate<String> switchedOn,
      List<MeaningAdvice> meanings,
      Function<Rule, CompiledRule> compile,
      Registry registry,
      AgentLog log) {
    this.switchedOn = switchedOn;
    this.compile = compile;
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

  /** What those rules measure in a class, these leave to them. */
  void leaveTo(RuleWeaver others) {
    before = others;
  }

  @Override
  public byte[] weave(ClassLoader loader, String name, byte[] classFile) {
    Set<CompiledRule> candidates = candidates(name, classFile);
    if (candidates.isEmpty() || JdkPackages.have(loader, name)) {
      return null;
    }
    ClassMembers members = ClassMembers.of(classFile);
    ClassParents parents = knownParents.of(loader);
    RuleWeaver others = before;
    Claims claims = others == null ? Claims.NONE : others.claims(name, members, parents, classFile);
    List<Insertion> all = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (CompiledRule rule : candidates) {
      List<ClassMembers.Member> methods = measured(rule, name, members, parents, classFile);
      Insertion meant = meanings.of(rule, name, members, methods, classFile, claims, taken);
      if (meant != null) {
        all.add(meant);
      }
      CompiledRule left = left(rule, claims, methods, name);
      for (ClassMembers.Member method : methods) {
        all.addAll(insertions.of(left, method));
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

  /** All rules that a class may be for, where its file has what any of them asks of one. */
  private Set<CompiledRule> candidates(String name, byte[] classFile) {
    Set<CompiledRule> candidates = table.candidates(name);
    if (candidates.isEmpty() || Selection.isOurs(name)) {
      return Set.of();
    }
    for (CompiledRule rule : candidates) {
      if (rule.requiredTexts().areIn(classFile)) {
        return candidates;
      }
    }
    return Set.of();
  }

  /** What these rules measure in a class. */
  private Claims claims(String name, ClassMembers members, ClassParents parents, byte[] classFile) {
    Set<CompiledRule> candidates = table.candidates(name);
    if (candidates.isEmpty()) {
      return Claims.NONE;
    }
    Claims claims = new Claims();
    for (CompiledRule rule : candidates) {
      claims.add(rule.rule(), measured(rule, name, members, parents, classFile));
    }
    return claims;
  }

  /** What is left of a rule where others go before it; says so. */
  private CompiledRule left(
      CompiledRule rule, Claims claims, List<ClassMembers.Member> methods, String type) {
    if (claims.areNone() || methods.isEmpty()) {
      return rule;
    }
    Set<String> counted = new LinkedHashSet<>(meanings.metrics(rule.rule().meaning()));
    counted.addAll(rule.rule().recorded());
    String claim = claims.first(counted);
    if (claim == null) {
      return rule;
    }
    log.warnOnce(
        claim + " of " + type + "; the agent's own " + rule.rule().origin() + " leaves it to that");
    return claims.first(rule.rule().recorded()) == null
        ? rule
        : parts.computeIfAbsent(claims.left(rule.rule()), compile);
  }

  /** The methods of a rule that have code to measure; says why others have none. */
  private List<ClassMembers.Member> measured(
      CompiledRule rule,
      String type,
      ClassMembers members,
      ClassParents parents,
      byte[] classFile) {
    if (!switchedOn.test(rule.rule().origin().toString())) {
      return List.of();
    }
    List<ClassMembers.Member> meant = Selection.of(rule.rule(), type, members, classFile, parents);
    for (ClassMembers.Member method : meant) {
      String refusal = RuleMethods.refusal(method);
      if (refusal != null) {
        log.warnOnce(rule.rule().origin() + ": " + type + "#" + method.name() + " " + refusal);
      }
    }
    return RuleMethods.measured(rule.rule(), type, meant, classFile);
  }
}
