package io.athena.apm.core.rules.active;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.RuleProblem;
import io.athena.apm.core.rules.RuleSet;
import io.athena.apm.core.spans.Spans;
import io.athena.apm.core.weaving.Weaver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rules that are in force. Replaced on the athena-apm thread; cells stay, so counts survive.
 */
public final class ActiveRules {

  private final RuleMeasurements measurements;
  private final Registry registry;
  private final Spans spans;
  private final AgentLog log;
  private final RuleWeaver weaver;

  /**
   * No rules.
   *
   * @param measurements the probe that woven code reports to
   * @param switchedOn whether the advice of a rule, by its origin, has not failed too often
   * @param meanings what is put into methods of a meaning
   */
  public ActiveRules(
      RuleMeasurements measurements,
      Registry registry,
      Spans spans,
      AgentLog log,
      Predicate<String> switchedOn,
      List<MeaningAdvice> meanings) {
    this.measurements = measurements;
    this.registry = registry;
    this.spans = spans;
    this.log = log;
    this.weaver = new RuleWeaver(switchedOn, meanings, this::part, registry, log);
  }

  /** Weaves classes for these rules as they are loaded. */
  public Weaver weaver() {
    return weaver;
  }

  /**
   * What those rules measure in a class, these leave to them, as they are when it is woven: nothing
   * is counted twice.
   */
  public void leaveTo(ActiveRules others) {
    weaver.leaveTo(others.weaver);
  }

  /** Whether a class of the application has been woven. */
  public boolean haveWoven() {
    return weaver.hasWoven();
  }

  /** Whether a class that is loaded has a method that one of them means. */
  public boolean mean(Class<?> type) {
    return MeantClasses.mean(weaver.table(), type);
  }

  /**
   * Puts rules in force in place of those before, for classes that are loaded from now on.
   *
   * @return which of the classes that are loaded already have to be woven again: those that these
   *     rules are for, or those before were
   */
  public Predicate<Class<?>> use(RuleSet set) {
    for (RuleProblem problem : set.problems()) {
      log.warn(problem.toString());
    }
    RuleTable before = weaver.table();
    weaver.use(new RuleTable(measurements.replace(before.rules(), first -> compile(set, first))));
    return type -> mean(type) || MeantClasses.mean(before, type);
  }

  /** A part of a rule that is in force already, beside it. */
  private CompiledRule part(Rule rule) {
    return measurements
        .replace(
            List.of(),
            number -> List.of(new CompiledRule(rule, number, registry, spans, log::warnOnce)))
        .get(0);
  }

  private List<CompiledRule> compile(RuleSet set, int first) {
    List<CompiledRule> compiled = new ArrayList<>();
    for (Rule rule : set.enabled() ? set.rules() : List.<Rule>of()) {
      compiled.add(new CompiledRule(rule, first + compiled.size(), registry, spans, log::warnOnce));
    }
    return compiled;
  }
}
