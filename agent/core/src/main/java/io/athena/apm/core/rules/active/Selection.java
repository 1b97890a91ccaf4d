package io.athena.apm.core.rules.active;

import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.Selector;
import io.athena.apm.core.weaving.ClassMembers;
import io.athena.apm.core.weaving.ClassParents;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What of a class a rule means: by its patterns, its super types, its annotations. */
public final class Selection {

  private Selection() {}

  /** Whether a class is the agent's own, which no rule ever means. */
  public static boolean isOurs(String type) {
    return type.startsWith("io.athena.apm.");
  }

  /**
   * The methods that are meant, those without code too.
   *
   * @param type the class's binary name
   */
  public static List<ClassMembers.Member> of(
      Rule rule, String type, ClassMembers members, byte[] classFile, ClassParents parents) {
    Set<String> annotated = null;
    for (Selector selector : rule.selectors()) {
      if (selector instanceof Selector.Annotated) {
        Set<String> more = Annotations.methods(classFile, selector.type());
        if (annotated == null) {
          annotated = new HashSet<>(more);
        }
        annotated.retainAll(more);
      } else if (!parents.anyMatches(
          members, selector instanceof Selector.Implements, selector.type()::matches)) {
        return List.of();
      }
    }
    return RuleMethods.of(rule, type, members, annotated);
  }
}
