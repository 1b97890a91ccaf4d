package io.athena.apm.core.rules;

import java.util.List;

/**
 * What a rules file says.
 *
 * @param file as it was named
 * @param enabled false un-weaves everything
 * @param rules those without a problem, in the order of the file
 * @param problems all that is wrong, by line
 */
public record RuleSet(String file, boolean enabled, List<Rule> rules, List<RuleProblem> problems) {

  /** A set, its lists copied. */
  public RuleSet {
    rules = List.copyOf(rules);
    problems = List.copyOf(problems);
  }
}
