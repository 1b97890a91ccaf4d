package io.athena.apm.command;

import io.athena.apm.command.listen.ListenCommand;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The command line of the jar. Exits with 0, with 1 for problems, with 2 for wrong usage. */
@Command(
    name = "java -jar athena-apm-agent.jar",
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    header = {
      "Athena APM, an agent that measures AI calls, caches, circuit breakers and, by rules, any method.",
      "",
      "  java -javaagent:athena-apm-agent.jar[=setting=value,...] -jar service.jar",
      "",
      "Each setting is also a system property (-Dathena.apm.endpoint=localhost:8125) and an",
      "environment variable (APM_ENDPOINT=localhost:8125). Commands of the jar:",
      ""
    },
    footer = {"", "Exit codes: 0 no problems, 1 problems found, 2 wrong usage."})
public final class AthenaCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  private AthenaCommand() {}

  /**
   * Runs a command; returns the exit code. Settings come from the properties and the environment;
   * each instrumentation has a setting.
   *
   * @param more commands of other modules
   */
  public static int run(
      String version,
      List<String> instrumentations,
      Properties properties,
      Map<String, String> environment,
      PrintWriter out,
      PrintWriter err,
      List<Callable<Integer>> more,
      String... arguments) {
    CommandLine line = new CommandLine(new AthenaCommand());
    CommandLine rules = new CommandLine(new RulesCommand());
    rules.addSubcommand(new RulesCheckCommand());
    line.addSubcommand(rules);
    line.addSubcommand(new ListenCommand());
    line.addSubcommand(new SettingsCommand(instrumentations, properties, environment));
    more.forEach(line::addSubcommand);
    VersionCommand versions = new VersionCommand(version);
    line.addSubcommand(versions);
    addHelp(line);
    addVersion(line, versions);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    line.setUsageHelpWidth(100);
    line.setOut(out).setErr(err).setExecutionExceptionHandler(AthenaCommand::failed);
    int code = line.execute(arguments);
    out.flush();
    err.flush();
    return code;
  }

  private static void addHelp(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Prints this help and exits.")
                .build());
    line.getSubcommands().values().forEach(AthenaCommand::addHelp);
  }

  /** Adds an option that does the same as the version command. */
  private static void addVersion(CommandLine line, IVersionProvider versions) {
    line.getCommandSpec()
        .versionProvider(versions)
        .addOption(
            OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Prints the versions, as the command version does.")
                .build());
  }

  private static int failed(Exception problem, CommandLine line, CommandLine.ParseResult given) {
    line.getErr().println("athena-apm: " + problem);
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.OK;
  }
}
