package io.athena.apm.core.rules.active;

import io.athena.apm.core.rules.Origin;
import io.athena.apm.core.rules.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules in force that an edit has left as they were, perhaps in other lines. They keep their
 * numbers, and with those the code that is woven for them, what they have seen and the calls that
 * are under way.
 */
final class KeptRules {

  private final IdentityHashMap<Rule, CompiledRule> kept = new IdentityHashMap<>();
  private final List<Rule> others = new ArrayList<>();
  private final List<CompiledRule> misnamed = new ArrayList<>();

  /**
   * Finds them.
   *
   * @param before in force until now
   * @param wanted what the files say
   */
  KeptRules(List<CompiledRule> before, List<Rule> wanted) {
    Map<Rule, Deque<CompiledRule>> known = new HashMap<>();
    for (CompiledRule rule : before) {
      known.computeIfAbsent(RuleDefinition.of(rule.rule()), said -> new ArrayDeque<>()).add(rule);
    }
    for (Rule rule : wanted) {
      // The first hash code of a record costs 10 ms, and at the start there is nothing to keep.
      Deque<CompiledRule> same = known.isEmpty() ? null : known.get(RuleDefinition.of(rule));
      if (same == null || same.isEmpty()) {
        others.add(rule);
      } else {
        kept.put(rule, same.remove());
      }
    }
  }

  /** The one that a rule of the files is; null where that is new. */
  CompiledRule get(Rule rule) {
    return kept.get(rule);
  }

  /** The rules of the files that are new. */
  List<Rule> others() {
    return others;
  }

  /** Tells those that are in other lines now where they are; gives them. */
  List<CompiledRule> move() {
    List<CompiledRule> moved = new ArrayList<>();
    if (kept.isEmpty()) {
      return moved;
    }
    Set<Origin> taken = new HashSet<>();
    for (Rule rule : others) {
      taken.add(rule.origin());
    }
    for (Rule rule : kept.keySet()) {
      taken.add(rule.origin());
    }
    for (Map.Entry<Rule, CompiledRule> each : kept.entrySet()) {
      Rule rule = each.getKey();
      CompiledRule compiled = each.getValue();
      Origin before = compiled.rule().origin();
      if (!rule.equals(compiled.rule())) {
        compiled.moveTo(rule);
        moved.add(compiled);
      }
      if (!before.equals(rule.origin()) && taken.contains(before)) {
        misnamed.add(compiled);
      }
    }
    return moved;
  }

  /** Those whose code, as it is woven, has the name of a line that is another rule's now. */
  List<CompiledRule> misnamed() {
    return misnamed;
  }
}
