package io.athena.apm.command.check;

import io.athena.apm.core.rules.active.RuleMethods;
import io.athena.apm.core.weaving.ClassMembers;
import java.util.List;

/**
 * A class that a rule means.
 *
 * @param name its binary name
 * @param methods those that the rule means, at least one
 */
record MeantClass(String name, List<ClassMembers.Member> methods) {

  /** Those that are measured. */
  List<ClassMembers.Member> woven() {
    return methods.stream().filter(RuleMethods::isMeasured).toList();
  }

  /** Those that can't be measured, and might have been meant to. */
  List<ClassMembers.Member> refused() {
    return methods.stream().filter(method -> RuleMethods.refusal(method) != null).toList();
  }
}
