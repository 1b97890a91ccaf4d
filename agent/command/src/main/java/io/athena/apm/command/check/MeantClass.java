package io.athena.apm.command.check;

import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.active.MeaningMethods;
import io.athena.apm.core.rules.active.RuleMethods;
import io.athena.apm.core.weaving.ClassMembers;
import java.util.List;

/**
 * A class that a rule means.
 *
 * @param name its binary name
 * @param methods those that the rule means, at least one
 */
record MeantClass(Rule rule, String name, List<ClassMembers.Member> methods) {

  /** Those that are measured. */
  List<ClassMembers.Member> woven() {
    return methods.stream().filter(this::isWoven).toList();
  }

  private boolean isWoven(ClassMembers.Member method) {
    boolean byItself = rule.span() != null || !rule.metrics().isEmpty();
    return RuleMethods.isMeasured(method)
        && (byItself || MeaningMethods.refusal(rule.meaning(), method) == null);
  }

  /** Those of which something can't be measured that might have been meant to. */
  List<ClassMembers.Member> refused() {
    return methods.stream().filter(method -> refusal(method) != null).toList();
  }

  /** Why something of a method is not measured; null where there is nothing to say. */
  String refusal(ClassMembers.Member method) {
    String refusal = RuleMethods.refusal(method);
    return refusal != null || !RuleMethods.isMeasured(method)
        ? refusal
        : MeaningMethods.refusal(rule.meaning(), method);
  }
}
