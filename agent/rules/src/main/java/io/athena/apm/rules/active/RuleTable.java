package io.athena.apm.rules.active;

import io.athena.apm.rules.MethodPattern;
import io.athena.apm.rules.TypePattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the rules that may match a class. Immutable; used for every class that is loaded. */
final class RuleTable {

  private final List<CompiledRule> rules;

  /** By the full name of a class, or its simple name where the package may vary. */
  private final Map<String, List<CompiledRule>> byName = new HashMap<>();

  /** The rules that must be compared with every class. */
  private final List<CompiledRule> general = new ArrayList<>();

  RuleTable(List<CompiledRule> rules) {
    this.rules = rules;
    for (CompiledRule rule : rules) {
      for (MethodPattern pattern : rule.rule().methods()) {
        add(pattern.type(), rule);
      }
    }
  }

  private void add(TypePattern type, CompiledRule rule) {
    if (type.isGeneral()) {
      general.add(rule);
      return;
    }
    String name = type.exactName() == null ? type.simpleName() : type.exactName();
    byName.computeIfAbsent(name, key -> new ArrayList<>()).add(rule);
  }

  List<CompiledRule> rules() {
    return rules;
  }

  /** The rules that may match a class, by its binary name. The set is the caller's. */
  Set<CompiledRule> candidates(String name) {
    Set<CompiledRule> candidates = Set.of();
    if (!byName.isEmpty()) {
      String simpleName = name.substring(name.lastIndexOf('.') + 1);
      candidates = addMatching(byName.get(name), name, candidates);
      candidates = addMatching(byName.get(simpleName), name, candidates);
      String nested = simpleName.substring(simpleName.lastIndexOf('$') + 1);
      candidates = addMatching(byName.get(nested), name, candidates);
    }
    return addMatching(general, name, candidates);
  }

  /** Allocates nothing if no rule matches, which is nearly always so. */
  private static Set<CompiledRule> addMatching(
      List<CompiledRule> rules, String name, Set<CompiledRule> to) {
    Set<CompiledRule> candidates = to;
    for (int i = 0; rules != null && i < rules.size(); i++) {
      if (isFor(rules.get(i), name)) {
        candidates = candidates.isEmpty() ? new LinkedHashSet<>() : candidates;
        candidates.add(rules.get(i));
      }
    }
    return candidates;
  }

  private static boolean isFor(CompiledRule rule, String name) {
    for (MethodPattern pattern : rule.rule().methods()) {
      if (pattern.matchesType(name)) {
        return true;
      }
    }
    return false;
  }
}
