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

/** What rules files would do to the classes of a service, none of which is loaded. */
@Command(
    name = "check",
    sortOptions = false,
    description = {
      "Prints what is wrong in rules files, with the line. Given the service's class path, also each",
      "rule with the methods that it would measure, and the values that can't be read there."
    },
    footer = {"", "Exit codes: 0 fine, 1 problems found, 2 wrong usage."})
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

  RulesCheckCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    // As the agent reads them: a rule may be right in its own file and not beside another.
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
      PrintWriter err = spec.commandLine().getErr();
      if (classPath.names().isEmpty()) {
        classPath.problems().forEach(err::println);
        throw new ParameterException(spec.commandLine(), "no class in " + String.join(", ", paths));
      }
      MatchedClasses meant = MatchedClasses.find(rules, classPath, new TerminalProgress(err));
      List<String> unreadable = new ArrayList<>(classPath.problems());
      unreadable.addAll(meant.unreadable());
      unreadable.forEach(out::println);
      RuleReport report = new RuleReport(out, classPath, meant);
      rules.forEach(report::print);
      return unreadable.size() + report.problems();
    }
  }

  private static String count(int number, String of) {
    return number + " " + of + (number == 1 ? "" : "s");
  }
}
