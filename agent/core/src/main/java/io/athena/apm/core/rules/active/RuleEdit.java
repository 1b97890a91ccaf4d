package io.athena.apm.core.rules.active;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * An edit whose rules are in force, while the code of those before is still woven: whoever made it
 * has the classes that are loaded woven again and then completes it. No call is lost or counted
 * twice, because a class has either code.
 */
public final class RuleEdit implements Predicate<Class<?>> {

  private final RuleTable changed;
  private final List<CompiledRule> renamed;
  private final Runnable completed;

  /**
   * An edit.
   *
   * @param changed whose classes are woven again
   * @param renamed whose lines have other rules than before
   * @param completed takes out those that are gone
   */
  RuleEdit(RuleTable changed, List<CompiledRule> renamed, Runnable completed) {
    this.changed = changed;
    this.renamed = renamed;
    this.completed = completed;
  }

  /** Whether a class that is loaded has to be woven again: a rule that is new or gone means it. */
  @Override
  public boolean test(Class<?> type) {
    return MeantClasses.mean(changed, type);
  }

  /** The names of rules, as their advice says them, that were those of other rules before. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (CompiledRule rule : renamed) {
      names.add(rule.rule().origin().toString());
    }
    return names;
  }

  /** The classes have been woven again: what is gone counts only calls that are under way. */
  public void complete() {
    completed.run();
  }
}
