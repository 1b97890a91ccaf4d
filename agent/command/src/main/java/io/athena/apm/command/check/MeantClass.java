package io.athena.apm.command.check;

import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.active.MeaningMethods;
import io.athena.apm.core.rules.active.RuleMethods;
import io.athena.apm.core.weaving.ClassMembers;
import io.athena.apm.core.weaving.Delegation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A class that a rule means.
 *
 * @param name its binary name
 * @param methods those that the rule means, at least one
 * @param callers those of them that call another one: of the same name only, where the rule does
 *     not ask for the innermost
 */
record MeantClass(
    Rule rule, String name, List<ClassMembers.Member> methods, List<ClassMembers.Member> callers) {

  /** Looks for callers in the class file. */
  static MeantClass of(
      Rule rule, String name, List<ClassMembers.Member> methods, byte[] classFile) {
    List<ClassMembers.Member> callers = new ArrayList<>();
    for (List<ClassMembers.Member> group : groups(rule, methods)) {
      callers.addAll(group);
      callers.removeAll(Delegation.innermost(group, name, classFile));
    }
    return new MeantClass(rule, name, methods, callers);
  }

  private static Collection<List<ClassMembers.Member>> groups(
      Rule rule, List<ClassMembers.Member> methods) {
    return methods.stream()
        .filter(RuleMethods::isMeasured)
        .collect(Collectors.groupingBy(method -> rule.innermost() ? "" : method.name()))
        .values();
  }

  /** Those that are measured. */
  List<ClassMembers.Member> woven() {
    return methods.stream().filter(this::isWoven).toList();
  }

  private boolean isWoven(ClassMembers.Member method) {
    return RuleMethods.isMeasured(method)
        && !(rule.innermost() && callers.contains(method))
        && (measuresItself() || MeaningMethods.refusal(rule.meaning(), method) == null);
  }

  private boolean measuresItself() {
    return rule.span() != null || !rule.metrics().isEmpty();
  }

  /** Those of which something can't be measured that might have been meant to. */
  List<ClassMembers.Member> refused() {
    return methods.stream().filter(method -> refusal(method) != null).toList();
  }

  /** Why something of a method is not measured; null where there is nothing to say. */
  String refusal(ClassMembers.Member method) {
    String refusal = RuleMethods.refusal(method);
    if (refusal != null || !RuleMethods.isMeasured(method)) {
      return refusal;
    }
    String notMeant = MeaningMethods.refusal(rule.meaning(), method);
    return notMeant == null && callers.contains(method) ? calling() : notMeant;
  }

  private String calling() {
    if (rule.innermost()) {
      return "calls another one of these, which is measured in its place";
    }
    return measuresItself()
        ? "calls another one of these: both count; 'innermost: true' counts once"
        : null;
  }
}
