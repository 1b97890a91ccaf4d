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
  private final Map<String, List<CompiledRule>> byName = new HashMap<>();
  private final Map<String, List<CompiledRule>> bySimpleName = new HashMap<>();
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
    if (type.exactName() != null) {
      add(byName, type.exactName(), rule);
    } else if (type.isGeneral()) {
      general.add(rule);
    } else {
      add(bySimpleName, type.simpleName(), rule);
    }
  }

  private static void add(Map<String, List<CompiledRule>> rules, String name, CompiledRule rule) {
    List<CompiledRule> same = rules.get(name);
    if (same == null) {
      same = new ArrayList<>();
      rules.put(name, same);
    }
    same.add(rule);
  }

  List<CompiledRule> rules() {
    return rules;
  }

  /** The rules that may match a class, by its binary name. The set is the caller's. */
  Set<CompiledRule> candidates(String name) {
    return addMatching(general, name, named(name));
  }

  private Set<CompiledRule> named(String name) {
    if (byName.isEmpty() && bySimpleName.isEmpty()) {
      return Set.of();
    }
    String simpleName = name.substring(name.lastIndexOf('.') + 1);
    int outer = simpleName.lastIndexOf('$');
    String nested = outer < 0 ? null : simpleName.substring(outer + 1);
    Set<CompiledRule> named = addMatching(byName.get(name), name, Set.of());
    named = addMatching(bySimpleName.get(simpleName), name, named);
    return addMatching(bySimpleName.get(nested), name, named);
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
