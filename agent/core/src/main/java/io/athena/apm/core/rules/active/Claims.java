package io.athena.apm.core.rules.active;

import io.athena.apm.core.rules.Meaning;
import io.athena.apm.core.rules.Origin;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.weaving.ClassMembers;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What some rules measure in one class, so that others, which come with the agent, leave it to
 * them: nothing is counted twice.
 */
/*
 * Of a class and not of a method
 *
 * scan calls scanFile; the operator counts files in one and the agent's own rule in the other. Or
 * execute calls onFailure, and both would tell of the same change of a breaker. Which methods call
 * each other is not known, so a metric is measured in one way in all of a class. Only what a method
 * is ("as: cache.read") is said method by method: more of them are more reads.
 */
final class Claims {

  /** Of no rules. */
  static final Claims NONE = new Claims();

  private final Map<String, Origin> metrics = new LinkedHashMap<>();
  private final Map<Meaning, Set<String>> methods = new EnumMap<>(Meaning.class);

  void add(Rule rule, List<ClassMembers.Member> meant) {
    if (meant.isEmpty()) {
      return;
    }
    for (String metric : rule.recorded()) {
      metrics.putIfAbsent(metric, rule.origin());
    }
    if (rule.meaning() != null) {
      Set<String> names = methods.computeIfAbsent(rule.meaning(), meaning -> new HashSet<>());
      for (ClassMembers.Member method : meant) {
        names.add(method.name());
      }
    }
  }

  /** Whether they record nothing in the class: nearly always, and on the way of every start. */
  boolean areNone() {
    return metrics.isEmpty();
  }

  /** What of a rule they leave to do. */
  Rule left(Rule rule) {
    return rule.without(metrics.keySet());
  }

  /**
   * The first of theirs that is one of these, with the rule that records it; null where none is
   * recorded.
   */
  String first(Set<String> names) {
    for (Map.Entry<String, Origin> metric : metrics.entrySet()) {
      if (names.contains(metric.getKey())) {
        return metric.getValue() + " records " + metric.getKey();
      }
    }
    return null;
  }

  /** Whether they say of a method, in some form, that it has this meaning. */
  boolean mean(Meaning meaning, ClassMembers.Member method) {
    return methods.getOrDefault(meaning, Set.of()).contains(method.name());
  }
}
