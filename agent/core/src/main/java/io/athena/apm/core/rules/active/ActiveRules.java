package io.athena.apm.core.rules.active;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.RuleProblem;
import io.athena.apm.core.rules.RuleSet;
import io.athena.apm.core.spans.SpanSampler;
import io.athena.apm.core.weaving.Weaver;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rules that are in force. Changed on the athena-apm thread; what changes is woven, or gets its
 * original code back, in the running JVM. Cells stay, so counts survive.
 */
public final class ActiveRules {

  private final RuleMeasurements measurements;
  private final Registry registry;
  private final SpanSampler spans;
  private final AgentLog log;
  private final RuleWeaver weaver;

  /**
   * No rules.
   *
   * @param measurements the probe that woven code reports to
   * @param switchedOn whether the advice of a rule, by its origin, has not failed too often
   */
  public ActiveRules(
      RuleMeasurements measurements,
      Registry registry,
      SpanSampler spans,
      AgentLog log,
      Predicate<String> switchedOn) {
    this.measurements = measurements;
    this.registry = registry;
    this.spans = spans;
    this.log = log;
    this.weaver = new RuleWeaver(switchedOn, registry, log);
  }

  /** Weaves classes for these rules as they are loaded. */
  public Weaver weaver() {
    return weaver;
  }

  /** Whether a class of the application has been woven. */
  public boolean haveWoven() {
    return weaver.hasWoven();
  }

  /** Puts rules in force in place of those before, for classes that are loaded from now on. */
  public void use(RuleSet set) {
    for (RuleProblem problem : set.problems()) {
      log.warn(problem.toString());
    }
    weaver.use(
        new RuleTable(measurements.replace(weaver.table().rules(), first -> compile(set, first))));
  }

  private List<CompiledRule> compile(RuleSet set, int first) {
    List<CompiledRule> compiled = new ArrayList<>();
    for (Rule rule : set.enabled() ? set.rules() : List.<Rule>of()) {
      CompiledRule next =
          new CompiledRule(rule, first + compiled.size(), registry, spans, log::warnOnce);
      if (next.arguments().isTooMany()) {
        log.warn(
            rule.origin()
                + ": a rule reads at most "
                + RuleArguments.MOST
                + " different arguments; it is not used");
      } else {
        compiled.add(next);
      }
    }
    return compiled;
  }

  /**
   * As {@link #use}, and has the classes that are loaded already woven again.
   *
   * @param set the rules
   */
  public void replace(RuleSet set, Instrumentation instrumentation, AgentErrors errors) {
    RuleTable before = weaver.table();
    use(set);
    reweave(before, instrumentation, errors);
  }

  /** Has the classes that a rule may be for woven again, as they are to be now. */
  public void reweave(Instrumentation instrumentation, AgentErrors errors) {
    reweave(weaver.table(), instrumentation, errors);
  }

  private void reweave(RuleTable before, Instrumentation instrumentation, AgentErrors errors) {
    RuleTable after = weaver.table();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getClassLoader() != null
          && !(before.candidates(type.getName()).isEmpty()
              && after.candidates(type.getName()).isEmpty())
          && instrumentation.isModifiableClass(type)) {
        retransform(type, instrumentation, errors);
      }
    }
  }

  private static void retransform(
      Class<?> type, Instrumentation instrumentation, AgentErrors errors) {
    try {
      instrumentation.retransformClasses(type);
    } catch (Exception | LinkageError problem) {
      errors.caught(Door.WEAVING, type.getName() + " stays as it was loaded", problem);
    }
  }
}
