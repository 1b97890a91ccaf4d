package io.athena.apm.rules.active;

import io.athena.apm.rules.Rule;
import io.athena.apm.rules.Selector;
import io.athena.apm.weaving.ClassMembers;
import io.athena.apm.weaving.SuperTypes;
import java.util.List;
import java.util.Set;

/** A class, by its binary name, that is compared with rules. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record InspectedClass(String name, byte[] file, ClassMembers members, SuperTypes parents) {

  /** Reads the members from the class file. */
  public InspectedClass(String name, byte[] file, SuperTypes parents) {
    this(name, file, ClassMembers.of(file), parents);
  }

  /** Whether a class is the agent's own. No rule matches these. */
  public static boolean isOurs(String name) {
    return name.startsWith("io.athena.apm.");
  }

  /** The methods that patterns, super types and annotations of a rule match, some without code. */
  public List<ClassMembers.Member> matched(Rule rule) {
    List<ClassMembers.Member> methods = RuleMethods.of(rule, name, members);
    for (Selector selector : rule.selectors()) {
      if (methods.isEmpty()) {
        return methods;
      }
      if (selector.kind() == Selector.Kind.ANNOTATED) {
        Set<String> annotated = Annotations.methods(file, selector.type());
        methods.removeIf(method -> !annotated.contains(method.name() + method.descriptor()));
      } else if (!parents.anyMatch(
          members, selector.kind() == Selector.Kind.IMPLEMENTS, selector.type())) {
        return List.of();
      }
    }
    return methods;
  }
}
