package io.athena.apm.command.check;

import io.athena.apm.command.types.MethodPaths;
import io.athena.apm.command.types.StaticPath;
import io.athena.apm.rules.Rule;
import io.athena.apm.rules.RuleProblem;
import io.athena.apm.rules.values.ValueRoot;
import io.athena.apm.weaving.ClassMembers.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the paths of a rule that can't be read. */
final class PathProblems {

  private final StaticPath paths;

  PathProblems(StaticPath paths) {
    this.paths = paths;
  }

  /** Sorted by line; one for each path and class. */
  List<RuleProblem> of(Rule rule, List<MatchedClass> classes) {
    List<MethodPaths> methods = methods(classes);
    Set<RuleProblem> problems = new LinkedHashSet<>();
    for (RuleRead read : RuleRead.of(rule)) {
      check(read, methods, problems);
    }
    return problems.stream()
        .sorted(Comparator.comparingInt(problem -> problem.origin().line()))
        .toList();
  }

  private List<MethodPaths> methods(List<MatchedClass> classes) {
    List<MethodPaths> methods = new ArrayList<>();
    for (MatchedClass matched : classes) {
      for (Member method : matched.woven()) {
        paths.of(matched.name(), method.name(), method.descriptor()).ifPresent(methods::add);
      }
    }
    return methods;
  }

  private static void check(RuleRead read, List<MethodPaths> methods, Set<RuleProblem> problems) {
    if (!methods.isEmpty() && methods.stream().noneMatch(method -> method.has(read.path()))) {
      problems.add(problem(read, missing(read.path().root())));
    }
    for (MethodPaths method : methods) {
      method.check(
          read.path(), read.kind(), read.each(), sentence -> problems.add(problem(read, sentence)));
    }
  }

  private static String missing(ValueRoot root) {
    return switch (root) {
      case ARG -> "no method of this rule has that argument";
      case RETURN -> "no method of this rule returns anything";
      case THIS -> "all methods of this rule are static";
      case ERROR, ITEM -> "there is no such value";
    };
  }

  private static RuleProblem problem(RuleRead read, String sentence) {
    return new RuleProblem(read.origin(), read.path() + ": " + sentence);
  }
}
