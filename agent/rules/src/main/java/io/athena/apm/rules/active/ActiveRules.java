package io.athena.apm.rules.active;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.Rule;
import io.athena.apm.rules.RuleProblem;
import io.athena.apm.rules.RuleSet;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.Weaver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The rules that are in effect. An edit replaces all of them on the athena-apm thread; the registry
 * keeps the cells, so counts continue.
 */
/*
 * An edit
 *
 * Every rule is compiled anew. New rules take effect before retransformation; removed rules stay
 * active until it is done, so each call finds the rule that its code was woven for. Calls that are
 * under way in old code end on the old rule, and code that only counts does not report its begin,
 * so the agent can't know when the last one has ended. Therefore an edit removes the rules that the
 * edit before it replaced. The kill switch removes all of them at once.
 */
public final class ActiveRules {

  private final RuleMeasurements measurements;
  private final Registry registry;
  private final Spans spans;
  private final AgentLog log;
  private final Consumer<String> lines;
  private final RuleWeaver weaver;
  private List<CompiledRule> replaced = List.of();

  /**
   * Starts without rules. Woven code reports to {@code measurements}; {@code switchedOn} tests
   * whether the advice of a rule, by its origin, has not failed too often.
   */
  public ActiveRules(
      RuleMeasurements measurements,
      Registry registry,
      Spans spans,
      AgentLog log,
      Predicate<String> switchedOn,
      List<MethodRoleAdvice> roles) {
    this.measurements = measurements;
    this.registry = registry;
    this.spans = spans;
    this.log = log;
    this.lines = log::warnOnce;
    this.weaver = new RuleWeaver(switchedOn, roles, measurements, registry, log);
  }

  /** Returns the weaver that weaves classes for these rules while they are loaded. */
  public Weaver weaver() {
    return weaver;
  }

  /** Skips classes that other rules measure when the class is woven: nothing is counted twice. */
  public void leaveTo(ActiveRules others) {
    weaver.leaveTo(others.weaver);
  }

  /** Whether a class of the application has been woven. */
  public boolean haveWoven() {
    return weaver.hasWoven();
  }

  /** Whether a loaded class has a method that a rule matches. */
  public boolean match(Class<?> type) {
    return MatchedClasses.match(weaver.table(), type);
  }

  /**
   * Replaces all rules, for classes that are loaded from now on.
   *
   * @return tests which loaded classes have to be retransformed; the caller completes it after that
   */
  public RuleEdit use(RuleSet set) {
    for (RuleProblem problem : set.problems()) {
      log.warn(problem.toString());
    }
    List<CompiledRule> before = weaver.table().rules();
    List<String> renamed = new ArrayList<>();
    List<CompiledRule> after = compile(set.enabled() ? set.rules() : List.of(), before, renamed);
    weaver.use(new RuleTable(after));
    List<CompiledRule> both = new ArrayList<>(before);
    both.addAll(after);
    if (!set.enabled()) {
      complete(before);
      removeReplaced();
    }
    return new RuleEdit(this, new RuleTable(both), before, renamed);
  }

  /** Completes an edit: removes the rules of the edit before it. */
  void complete(List<CompiledRule> before) {
    for (CompiledRule rule : before) {
      if (rule.state().current() == rule) {
        rule.state().current(null);
        rule.removeGauges();
      }
    }
    removeReplaced();
    replaced = before;
  }

  /**
   * Compiles the rules, and adds the names of rules that are new or in another line to {@code
   * names}.
   */
  private List<CompiledRule> compile(
      List<Rule> rules, List<CompiledRule> before, List<String> renamed) {
    List<RuleState> known = new ArrayList<>();
    for (CompiledRule rule : before) {
      known.add(rule.state());
    }
    List<CompiledRule> compiled = new ArrayList<>();
    for (Rule rule : rules) {
      RuleState state = state(rule, known);
      CompiledRule one = new CompiledRule(rule, state, registry, spans, lines);
      CompiledRule previous = state.current();
      if (previous == null || !previous.rule().origin().equals(rule.origin())) {
        renamed.add(rule.origin().toString());
      }
      state.current(one);
      compiled.add(one);
    }
    return compiled;
  }

  /** Removes the state of an equal rule from the list and returns it, or creates a state. */
  private static RuleState state(Rule rule, List<RuleState> known) {
    List<Object> content = rule.content();
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).content().equals(content)) {
        return known.remove(i);
      }
    }
    return new RuleState(content);
  }

  private void removeReplaced() {
    measurements.remove(replaced);
    replaced = List.of();
  }
}
