package io.athena.apm.core.rules.active;

import io.athena.apm.core.advice.AdviceClass;
import io.athena.apm.core.advice.Insertion;
import io.athena.apm.core.rules.Meaning;
import io.athena.apm.core.weaving.ClassMembers;
import io.athena.apm.core.weaving.Delegation;
import java.lang.reflect.Modifier;
import java.util.EnumMap;
import java.util.Iterator;
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
   * @param claims of rules that go before this one
   * @param taken what methods of the class mean by now; those of this rule are added
   * @return null for nothing
   */
  Insertion of(
      CompiledRule rule,
      String type,
      ClassMembers members,
      List<ClassMembers.Member> methods,
      byte[] classFile,
      Claims claims,
      Set<String> taken) {
    Meaning meaning = rule.rule().meaning();
    MeaningAdvice meant = advice.get(meaning);
    if (meant == null || Delegation.isTo(meant.unlessFieldFrom(), members)) {
      return null;
    }
    String put = claims.first(meant.metrics()) == null ? meant.advice() : meant.uncounted();
    Set<String> names = names(rule, type, methods, claims);
    if (meant.innermostOverload()) {
      names.removeAll(Delegation.amongOverloads(names, type, classFile));
    }
    takeFrom(names, meaning, taken);
    return put == null || names.isEmpty()
        ? null
        : new Insertion(AdviceClass.named(put), rule.rule().origin().toString(), names, List.of());
  }

  private static void takeFrom(Set<String> names, Meaning meaning, Set<String> taken) {
    for (Iterator<String> rest = names.iterator(); rest.hasNext(); ) {
      if (!taken.add(meaning + " " + rest.next())) {
        rest.remove();
      }
    }
  }

  private static Set<String> names(
      CompiledRule rule, String type, List<ClassMembers.Member> methods, Claims claims) {
    Meaning meaning = rule.rule().meaning();
    Set<String> names = new LinkedHashSet<>();
    for (ClassMembers.Member method : methods) {
      String refusal = MeaningMethods.refusal(meaning, method);
      if (refusal == null && !claims.mean(meaning, method)) {
        names.add(method.name() + method.descriptor());
      } else if (refusal != null && !Modifier.isStatic(method.access())) {
        rule.tell(type + "#" + method.name() + " " + refusal);
      }
    }
    return names;
  }

  /** The metrics that an instrument counts of methods with a meaning. */
  Set<String> metrics(Meaning meaning) {
    MeaningAdvice meant = advice.get(meaning);
    return meant == null ? Set.of() : meant.metrics();
  }
}
