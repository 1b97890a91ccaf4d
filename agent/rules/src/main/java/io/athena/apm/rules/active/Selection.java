package io.athena.apm.rules.active;

import io.athena.apm.rules.Rule;
import io.athena.apm.rules.Selector;
import io.athena.apm.weaving.ClassMembers;
import io.athena.apm.weaving.SuperTypes;
import java.util.List;
import java.util.Set;

/** Finds the methods of a class that a rule matches: by patterns, super types and annotations. */
public final class Selection {

  private Selection() {}

  /** Whether a class is the agent's own, which no rule ever matches. */
  public static boolean isOurs(String type) {
    return type.startsWith("io.athena.apm.");
  }

  /** The methods of a class, by its binary name, that match, including those without code. */
  public static List<ClassMembers.Member> of(
      Rule rule, String type, ClassMembers members, byte[] classFile, SuperTypes parents) {
    List<ClassMembers.Member> methods = RuleMethods.of(rule, type, members);
    for (Selector selector : rule.selectors()) {
      if (methods.isEmpty()) {
        return methods;
      }
      if (selector instanceof Selector.Annotated) {
        Set<String> annotated = Annotations.methods(classFile, selector.type());
        methods.removeIf(method -> !annotated.contains(method.name() + method.descriptor()));
      } else if (!parents.anyMatch(
          members, selector instanceof Selector.Implements, selector.type())) {
        return List.of();
      }
    }
    return methods;
  }
}
