package io.athena.apm.core.rules.active;

import io.athena.apm.core.rules.MethodPattern;
import io.athena.apm.core.rules.TypePattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules by the classes that they may be for. Immutable; asked for every class that is loaded. */
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
      byName.computeIfAbsent(type.exactName(), name -> new ArrayList<>()).add(rule);
    } else if (type.isGeneral()) {
      general.add(rule);
    } else {
      bySimpleName.computeIfAbsent(type.simpleName(), name -> new ArrayList<>()).add(rule);
    }
  }

  List<CompiledRule> rules() {
    return rules;
  }

  /** The rules that a class may be for, by its binary name. */
  Set<CompiledRule> candidates(String name) {
    List<CompiledRule> exact = byName.get(name);
    List<CompiledRule> simple = bySimpleName.get(name.substring(name.lastIndexOf('.') + 1));
    int outer = name.lastIndexOf('$');
    List<CompiledRule> nested = outer < 0 ? null : bySimpleName.get(name.substring(outer + 1));
    if (exact == null && simple == null && nested == null && general.isEmpty()) {
      return Set.of();
    }
    Set<CompiledRule> candidates = new LinkedHashSet<>();
    addMatching(exact, name, candidates);
    addMatching(simple, name, candidates);
    addMatching(nested, name, candidates);
    addMatching(general, name, candidates);
    return candidates;
  }

  private static void addMatching(
      List<CompiledRule> rules, String name, Set<CompiledRule> candidates) {
    for (int i = 0; rules != null && i < rules.size(); i++) {
      for (MethodPattern pattern : rules.get(i).rule().methods()) {
        if (pattern.matchesType(name)) {
          candidates.add(rules.get(i));
        }
      }
    }
  }
}
