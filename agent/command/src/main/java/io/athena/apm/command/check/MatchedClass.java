package io.athena.apm.command.check;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.athena.apm.rules.Rule;
import io.athena.apm.rules.active.RuleMethods;
import io.athena.apm.weaving.ClassMembers.Member;
import io.athena.apm.weaving.Delegation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A class that a rule matches.
 *
 * @param name its binary name
 * @param methods the methods that the rule matches, at least one
 * @param callers names with descriptors of overloads that call another one; both are counted
 */
record MatchedClass(Rule rule, String name, List<Member> methods, Set<String> callers) {

  /** Looks for callers in the class file. */
  static MatchedClass of(Rule rule, String name, List<Member> methods, byte[] classFile) {
    Set<String> callers = new HashSet<>();
    if (!rule.innermost()) {
      methods.stream()
          .filter(RuleMethods::isMeasured)
          .collect(groupingBy(Member::name, mapping(MatchedClass::key, toSet())))
          .values()
          .forEach(group -> callers.addAll(Delegation.amongOverloads(group, name, classFile)));
    }
    return new MatchedClass(rule, name, methods, callers);
  }

  private static String key(Member method) {
    return method.name() + method.descriptor();
  }

  List<Member> woven() {
    return methods.stream().filter(this::isWoven).toList();
  }

  private boolean isWoven(Member method) {
    return RuleMethods.isMeasured(method)
        && (measuresItself() || RuleMethods.refusal(rule.role(), method) == null);
  }

  private boolean measuresItself() {
    return rule.span() != null || !rule.metrics().isEmpty();
  }

  List<Member> refused() {
    return methods.stream().filter(method -> refusal(method) != null).toList();
  }

  /** Why a method is not measured, or counts twice; null if neither. */
  String refusal(Member method) {
    String refusal = RuleMethods.refusal(method);
    if (refusal != null || !RuleMethods.isMeasured(method)) {
      return refusal;
    }
    String notInRole = RuleMethods.refusal(rule.role(), method);
    boolean counts = measuresItself() && callers.contains(key(method));
    return notInRole == null && counts
        ? "calls another overload, and both count; 'innermost: true' counts once"
        : notInRole;
  }
}
