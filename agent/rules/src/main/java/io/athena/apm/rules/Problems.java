package io.athena.apm.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the problems of one file, each once. */
public final class Problems {

  /** Further problems are dropped. */
  private static final int MOST = 1_000;

  private final String file;
  private final Set<RuleProblem> found = new LinkedHashSet<>();
  private int count;

  /** No problems yet in a file, which is named in messages. */
  public Problems(String file) {
    this.file = file;
  }

  /** A place in the file. */
  public Origin at(int line) {
    return new Origin(file, line);
  }

  /** Adds a problem, described in one sentence. */
  public void add(int line, String message) {
    count++;
    if (found.size() < MOST) {
      found.add(new RuleProblem(at(line), message));
    }
  }

  /** Grows with each problem: shows whether a part of the file had any. */
  public int count() {
    return count;
  }

  /** All of them, by line. */
  public List<RuleProblem> byLine() {
    List<RuleProblem> problems = new ArrayList<>(found);
    if (problems.size() > 1) {
      problems.sort(Comparator.comparingInt(problem -> problem.origin().line()));
    }
    return problems;
  }
}
