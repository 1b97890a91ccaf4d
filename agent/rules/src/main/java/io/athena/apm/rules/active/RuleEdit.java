package io.athena.apm.rules.active;

import java.util.List;
import java.util.function.Predicate;

/**
 * An edit whose rules have taken effect while loaded classes still have the code of the rules
 * before. The caller retransforms the classes for which {@link #test} is true, then calls {@link
 * #complete}. A class has either code at any time, so no call is lost or counted twice.
 */
public final class RuleEdit implements Predicate<Class<?>> {

  private final RuleTable changed;
  private final List<String> names;
  private final Runnable completed;

  /**
   * An edit.
   *
   * @param changed the rules before and after it
   * @param names of rules that are new, or in another line
   * @param completed removes the rules before it
   */
  RuleEdit(RuleTable changed, List<String> names, Runnable completed) {
    this.changed = changed;
    this.names = names;
    this.completed = completed;
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
    completed.run();
  }
}
