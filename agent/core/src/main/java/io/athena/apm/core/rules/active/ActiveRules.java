package io.athena.apm.core.rules.active;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.RuleProblem;
import io.athena.apm.core.rules.RuleSet;
import io.athena.apm.core.spans.Spans;
import io.athena.apm.core.weaving.Weaver;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The rules that are in force. Replaced on the athena-apm thread; cells stay, so counts survive.
 */
/*
 * An edit
 *
 * A rule that an edit leaves as it is keeps its number, so code that is woven for it stays. New
 * ones are in force before classes are woven again, and those that are gone until they have been,
 * so each call finds what its code was woven for. One that began before the edit ends after it, and
 * woven code that counts only has no beginning; so rules that are gone are known until the next
 * edit. The kill switch waits for nothing: from then on the application is not looked at.
 */
public final class ActiveRules {

  private final RuleMeasurements measurements;
  private final Registry registry;
  private final Spans spans;
  private final AgentLog log;
  private final Consumer<String> lines;
  private final RuleWeaver weaver;
  private List<CompiledRule> leaving = List.of();

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
    this.lines =
        new Consumer<>() {
          @Override
          public void accept(String line) {
            log.warnOnce(line);
          }
        };
    this.weaver = new RuleWeaver(switchedOn, meanings, new Part(), registry, log);
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
   * @return says which of the classes that are loaded already have to be woven again, and is to be
   *     told when they have been
   */
  public RuleEdit use(RuleSet set) {
    for (RuleProblem problem : set.problems()) {
      log.warn(problem.toString());
    }
    List<Rule> wanted = set.enabled() ? set.rules() : List.of();
    List<CompiledRule> before = weaver.table().rules();
    KeptRules kept = new KeptRules(before, wanted);
    List<CompiledRule> renamed = kept.move();
    List<CompiledRule> added = measurements.replace(List.of(), compilation(kept.others()));
    renamed.addAll(added);
    List<CompiledRule> now = inOrder(wanted, kept, added);
    List<CompiledRule> gone = without(before, now);
    weaver.use(new RuleTable(now));
    if (!set.enabled()) {
      leave(gone);
      takeOut();
    }
    List<CompiledRule> changed = new ArrayList<>(kept.misnamed());
    changed.addAll(added);
    changed.addAll(gone);
    return new RuleEdit(
        new RuleTable(changed), renamed, new Leaving(set.enabled() ? gone : List.of()));
  }

  private static List<CompiledRule> inOrder(
      List<Rule> wanted, KeptRules kept, List<CompiledRule> added) {
    IdentityHashMap<Rule, CompiledRule> compiled = new IdentityHashMap<>();
    for (CompiledRule rule : added) {
      compiled.put(rule.rule(), rule);
    }
    List<CompiledRule> all = new ArrayList<>();
    for (Rule rule : wanted) {
      CompiledRule known = kept.get(rule) == null ? compiled.get(rule) : kept.get(rule);
      if (known != null) {
        all.add(known);
      }
    }
    return all;
  }

  private static List<CompiledRule> without(List<CompiledRule> rules, List<CompiledRule> others) {
    List<CompiledRule> left = new ArrayList<>(rules);
    left.removeAll(others);
    return left;
  }

  /** Those that left with the edit before have no calls any more that anybody waits for. */
  private void leave(List<CompiledRule> gone) {
    for (CompiledRule rule : gone) {
      rule.leave();
    }
    takeOut();
    leaving = gone;
  }

  private void takeOut() {
    measurements.replace(leaving, compilation(List.of()));
    leaving = List.of();
  }

  private Compilation compilation(List<Rule> rules) {
    return new Compilation(rules, registry, spans, lines);
  }

  /** Makes a part of a rule that is in force already, beside it. */
  private final class Part implements Function<Rule, CompiledRule> {

    @Override
    public CompiledRule apply(Rule rule) {
      return measurements.replace(List.of(), compilation(List.of(rule))).get(0);
    }
  }

  /** What is left to do when classes have been woven for an edit. */
  private final class Leaving implements Runnable {

    private final List<CompiledRule> gone;

    /** Rules that are gone; none where that has been seen to. */
    Leaving(List<CompiledRule> gone) {
      this.gone = gone;
    }

    @Override
    public void run() {
      leave(gone);
    }
  }
}
