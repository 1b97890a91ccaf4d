package io.athena.apm.rules.active;

import java.util.List;
import java.util.function.Predicate;

/**
 * An edit. Its rules have taken effect, but loaded classes still have the code of the earlier
 * rules. The caller retransforms the classes for which {@link #test} is true, then calls {@link
 * #complete}. A class has either code at any time, so no call is lost or counted twice.
 *
 * @see ActiveRules#use
 */
public final class RuleEdit implements Predicate<Class<?>> {

  private final ActiveRules rules;
  private final RuleTable changed;
  private final List<CompiledRule> before;
  private final List<String> names;

  RuleEdit(ActiveRules rules, RuleTable changed, List<CompiledRule> before, List<String> names) {
    this.rules = rules;
    this.changed = changed;
    this.before = before;
    this.names = names;
  }

  /** Whether a loaded class has to be retransformed. */
  @Override
  public boolean test(Class<?> type) {
    return MatchedClasses.match(changed, type);
  }

  /**
   * The names of rules that are new, or in another line: woven code reports failures of their
   * advice with these.
   */
  public List<String> names() {
    return names;
  }

  /** Classes have been retransformed: removed rules only count calls that are under way. */
  public void complete() {
    rules.complete(before);
  }
}
