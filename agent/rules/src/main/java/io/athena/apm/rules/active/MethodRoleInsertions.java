package io.athena.apm.rules.active;

import io.athena.apm.rules.MethodRole;
import io.athena.apm.weaving.ClassMembers;
import io.athena.apm.weaving.Delegation;
import io.athena.apm.weaving.advice.AdviceClass;
import io.athena.apm.weaving.advice.Insertion;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Inserts the advice of the agent's instruments into methods to which a rule gives a role. */
final class MethodRoleInsertions {

  private final Map<MethodRole, MethodRoleAdvice> advice = new EnumMap<>(MethodRole.class);

  MethodRoleInsertions(List<MethodRoleAdvice> all) {
    for (MethodRoleAdvice one : all) {
      advice.put(one.role(), one);
    }
  }

  /**
   * The advice for the methods that the rule measures in a class. {@code taken} holds the methods
   * that already have a role; the methods of this rule are added.
   */
  List<Insertion> of(
      CompiledRule rule,
      InspectedClass type,
      List<ClassMembers.Member> methods,
      Set<String> taken) {
    List<Insertion> insertions = new ArrayList<>();
    for (MethodRoleAdvice one : advice.values()) {
      boolean records = !Collections.disjoint(rule.rule().recorded(), one.metrics());
      String put =
          records ? one.uncounted() : one.role() == rule.rule().role() ? one.advice() : null;
      if (put != null && !Delegation.isTo(one.unlessFieldFrom(), type.members())) {
        Set<String> names = names(rule, one.role(), type.name(), methods);
        if (one.innermostOverload()) {
          names.removeAll(Delegation.amongOverloads(names, type.name(), type.file()));
        }
        names.removeIf(name -> !taken.add(one.role() + " " + name));
        if (!names.isEmpty()) {
          insertions.add(
              new Insertion(
                  AdviceClass.named(put), rule.rule().origin().toString(), names, List.of()));
        }
      }
    }
    return insertions;
  }

  private static Set<String> names(
      CompiledRule rule, MethodRole role, String type, List<ClassMembers.Member> methods) {
    Set<String> names = new LinkedHashSet<>();
    for (ClassMembers.Member method : methods) {
      String refusal = RuleMethods.refusal(role, method);
      if (refusal == null) {
        names.add(method.name() + method.descriptor());
      } else if (role == rule.rule().role() && !Modifier.isStatic(method.access())) {
        rule.report(type + "#" + method.name() + " " + refusal);
      }
    }
    return names;
  }
}
