package io.athena.apm.rules;

import java.util.List;

/**
 * The content of one or several rules files.
 *
 * @param file as the setting names it
 * @param enabled false removes all instrumentation from the JVM
 * @param rules those without a problem, in the order of the file
 * @param problems by line
 */
public record RuleSet(String file, boolean enabled, List<Rule> rules, List<RuleProblem> problems) {

  /** Copies the lists. */
  public RuleSet {
    rules = List.copyOf(rules);
    problems = List.copyOf(problems);
  }
}
