package io.athena.apm.core.rules.active;

import io.athena.apm.core.advice.AdviceClass;
import io.athena.apm.core.advice.Insertion;
import io.athena.apm.core.rules.Meaning;
import io.athena.apm.core.weaving.ClassMembers;
import io.athena.apm.core.weaving.Delegation;
import java.lang.reflect.Modifier;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the advice of the agent's instruments into methods that a rule says are theirs. */
final class MeaningInsertions {

  private final Map<Meaning, MeaningAdvice> advice = new EnumMap<>(Meaning.class);

  MeaningInsertions(List<MeaningAdvice> all) {
    for (MeaningAdvice one : all) {
      advice.put(one.meaning(), one);
    }
  }

  /**
   * What goes into a class.
   *
   * @param type its binary name
   * @param methods those that the rule means and that have code
   * @return null for nothing
   */
  Insertion of(
      CompiledRule rule,
      String type,
      ClassMembers members,
      List<ClassMembers.Member> methods,
      byte[] classFile) {
    MeaningAdvice meant = advice.get(rule.rule().meaning());
    if (meant == null || Delegation.isTo(meant.unlessFieldFrom(), members)) {
      return null;
    }
    Set<String> names = new LinkedHashSet<>();
    for (ClassMembers.Member method : methods) {
      // The advice asks the object.
      if (!Modifier.isStatic(method.access())) {
        names.add(method.name() + method.descriptor());
      }
    }
    if (meant.innermostOverload()) {
      names.removeAll(Delegation.amongOverloads(type, names, classFile));
    }
    return names.isEmpty()
        ? null
        : new Insertion(
            AdviceClass.named(meant.advice()), rule.rule().origin().toString(), names, Map.of());
  }
}
