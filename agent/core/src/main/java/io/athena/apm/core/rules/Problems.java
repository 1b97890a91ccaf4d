package io.athena.apm.core.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with one file; the same thing once. */
final class Problems {

  /** Nobody reads more. */
  private static final int MOST = 1_000;

  private final String file;
  private final Set<RuleProblem> found = new LinkedHashSet<>();
  private int count;

  Problems(String file) {
    this.file = file;
  }

  Origin at(int line) {
    return new Origin(file, line);
  }

  void add(int line, String message) {
    count++;
    if (found.size() < MOST) {
      found.add(new RuleProblem(at(line), message));
    }
  }

  /** Grows with each problem: tells whether a part of the file had any. */
  int count() {
    return count;
  }

  List<RuleProblem> byLine() {
    List<RuleProblem> problems = new ArrayList<>(found);
    if (problems.size() > 1) {
      problems.sort(Comparator.comparingInt(problem -> problem.origin().line()));
    }
    return problems;
  }
}
