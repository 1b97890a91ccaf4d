package io.athena.apm.command.check;

import io.athena.apm.rules.Rule;
import io.athena.apm.rules.active.RuleMethods;
import io.athena.apm.weaving.ClassMembers;
import io.athena.apm.weaving.Delegation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A class that a rule matches.
 *
 * @param name its binary name
 * @param methods those that the rule matches, at least one
 * @param callers names with descriptors of overloads that call another one, where both count
 */
record MatchedClass(
    Rule rule, String name, List<ClassMembers.Member> methods, Set<String> callers) {

  /** Looks for callers in the class file. */
  static MatchedClass of(
      Rule rule, String name, List<ClassMembers.Member> methods, byte[] classFile) {
    Map<String, Set<String>> overloads = new HashMap<>();
    if (!rule.innermost()) {
      methods.stream()
          .filter(RuleMethods::isMeasured)
          .forEach(
              each ->
                  overloads
                      .computeIfAbsent(each.name(), key -> new HashSet<>())
                      .add(each.name() + each.descriptor()));
    }
    Set<String> callers = new HashSet<>();
    overloads
        .values()
        .forEach(group -> callers.addAll(Delegation.amongOverloads(group, name, classFile)));
    return new MatchedClass(rule, name, methods, callers);
  }

  /** Those that are measured. */
  List<ClassMembers.Member> woven() {
    return methods.stream().filter(this::isWoven).toList();
  }

  private boolean isWoven(ClassMembers.Member method) {
    return RuleMethods.isMeasured(method)
        && (measuresItself() || RuleMethods.refusal(rule.role(), method) == null);
  }

  private boolean measuresItself() {
    return rule.span() != null || !rule.metrics().isEmpty();
  }

  /** Those with something to report, see {@link #refusal}. */
  List<ClassMembers.Member> refused() {
    return methods.stream().filter(method -> refusal(method) != null).toList();
  }

  /** Why a method is not measured, or counts twice; null if neither. */
  String refusal(ClassMembers.Member method) {
    String refusal = RuleMethods.refusal(method);
    if (refusal != null || !RuleMethods.isMeasured(method)) {
      return refusal;
    }
    String notInRole = RuleMethods.refusal(rule.role(), method);
    boolean counts = measuresItself() && callers.contains(method.name() + method.descriptor());
    return notInRole == null && counts
        ? "calls another one of these: both count; 'innermost: true' counts once"
        : notInRole;
  }
}
