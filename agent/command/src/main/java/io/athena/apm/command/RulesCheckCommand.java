package io.athena.apm.command;

import io.athena.apm.command.check.MatchedClasses;
import io.athena.apm.command.check.RuleReport;
import io.athena.apm.command.classpath.ClassPath;
import io.athena.apm.rules.Rule;
import io.athena.apm.rules.RuleFiles;
import io.athena.apm.rules.RuleSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks rules files against the class files of a service. Loads none of its classes. */
@Command(
    name = "check",
    sortOptions = false,
    description = {
      "Prints the problems of rules files, with the line. Given the service's class path, also prints",
      "the methods that each rule would measure, and the values that can't be read."
    },
    footer = {"", "Exit codes: 0 no problems, 1 problems found, 2 wrong usage."})
final class RulesCheckCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Rules files, YAML.")
  private List<Path> files;

  @Option(
      names = {"-cp", "--classpath"},
      paramLabel = "PATH",
      description = {
        "The service's classes, as for java -cp: jars (Spring Boot's too), directories,",
        "directory/*. May be given several times."
      })
  private List<String> paths = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    // All files at once, as in the agent: a rule may contradict one of another file.
    RuleSet set = new RuleFiles(files).read();
    set.problems().forEach(out::println);
    List<Rule> rules = set.rules();
    int problems = set.problems().size() + (paths.isEmpty() ? list(rules, out) : check(rules, out));
    out.println(count(rules.size(), "rule") + ", " + count(problems, "problem"));
    return problems == 0 ? 0 : 1;
  }

  private static int list(List<Rule> rules, PrintWriter out) {
    rules.forEach(rule -> out.println(RuleReport.heading(rule)));
    out.println("without --classpath only the file itself is checked");
    return 0;
  }

  private int check(List<Rule> rules, PrintWriter out) throws IOException {
    try (ClassPath classPath = new ClassPath(paths)) {
      if (classPath.names().isEmpty()) {
        classPath.problems().forEach(spec.commandLine().getErr()::println);
        throw new ParameterException(spec.commandLine(), "no class in " + String.join(", ", paths));
      }
      MatchedClasses matched = MatchedClasses.find(rules, classPath);
      List<String> unreadable = new ArrayList<>(classPath.problems());
      unreadable.addAll(matched.unreadable());
      unreadable.forEach(out::println);
      RuleReport report = new RuleReport(out, classPath, matched);
      rules.forEach(report::print);
      return unreadable.size() + report.problems();
    }
  }

  private static String count(int number, String of) {
    return number + " " + of + (number == 1 ? "" : "s");
  }
}
