package io.athena.apm.command.check;

import io.athena.apm.command.classpath.ClassPath;
import io.athena.apm.command.types.StaticPath;
import io.athena.apm.rules.MethodPattern;
import io.athena.apm.rules.Rule;
import io.athena.apm.rules.Selector;
import io.athena.apm.weaving.ClassMembers;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the classes and methods that rules match, and counts problems. */
public final class RuleReport {

  private final PrintWriter out;
  private final MatchedClasses matched;
  private final NothingMatched nothing;
  private final PathProblems paths;
  private int problems;

  /** A report on rules and a class path. */
  public RuleReport(PrintWriter out, ClassPath classPath, MatchedClasses matched) {
    this.out = out;
    this.matched = matched;
    this.nothing = new NothingMatched(classPath);
    this.paths = new PathProblems(new StaticPath(classPath));
  }

  /** A rule's patterns in one line: {@code rules.yaml:2: com.acme.Scanner#scan}. */
  public static String heading(Rule rule) {
    String patterns =
        rule.methods().stream().map(MethodPattern::toString).collect(Collectors.joining(", "));
    String selectors = selectors(rule);
    return rule.origin() + ": " + patterns + (selectors.isEmpty() ? "" : " " + selectors);
  }

  /** Prints a rule, its classes and methods, and its problems. */
  public void print(Rule rule) {
    List<MatchedClass> classes = matched.of(rule);
    out.println(heading(rule));
    classes.forEach(each -> print(rule, each));
    if (classes.stream().allMatch(each -> each.woven().isEmpty())) {
      problem(rule.origin() + ": " + nothing.reason(rule, classes));
    }
    paths.of(rule, classes).forEach(each -> problem(each.toString()));
  }

  /** The number of problems printed. */
  public int problems() {
    return problems;
  }

  private void print(Rule rule, MatchedClass matchedClass) {
    List<ClassMembers.Member> woven = matchedClass.woven();
    if (!woven.isEmpty()) {
      out.println("  " + matchedClass.name());
      woven.forEach(method -> out.println("    " + MethodText.of(matchedClass.name(), method)));
    }
    for (ClassMembers.Member method : matchedClass.refused()) {
      String text = matchedClass.name() + "#" + method.name() + MethodText.parameters(method);
      out.println(rule.origin() + ": " + text + " " + matchedClass.refusal(method));
    }
  }

  /** {@code implements com.acme.Scanner, annotated com.acme.Timed}. */
  static String selectors(Rule rule) {
    return rule.selectors().stream().map(Selector::toString).collect(Collectors.joining(", "));
  }

  private void problem(String line) {
    problems++;
    out.println(line);
  }
}
