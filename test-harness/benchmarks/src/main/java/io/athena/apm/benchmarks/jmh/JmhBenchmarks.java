package io.athena.apm.benchmarks.jmh;

import io.athena.apm.benchmarks.Agent;
import io.athena.apm.benchmarks.Evidence;
import io.athena.apm.benchmarks.Workspace;
import io.athena.apm.command.TextTable;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** The command {@code jmh}. */
public final class JmhBenchmarks {

  private JmhBenchmarks() {}

  /** Runs what the arguments leave of the plan, prints a table and writes JSON. */
  public static void main(String[] arguments) throws RunnerException {
    try {
      run(new CommandLineOptions(arguments), Workspace.fromProperties());
    } catch (CommandLineOptionException e) {
      System.err.println("jmh: " + e.getMessage() + "; see --help");
      System.exit(2);
    }
  }

  private static void run(CommandLineOptions given, Workspace workspace) throws RunnerException {
    var results = measure(given, workspace);
    var file = given.getResult().orElse(workspace.target().resolve("jmh.json").toString());
    ResultFormatFactory.getInstance(ResultFormatType.JSON, file).writeOut(results);
    System.out.println();
    table(results).lines().forEach(System.out::println);
    System.out.println();
    System.out.println("Written to " + file);
  }

  private static List<RunResult> measure(CommandLineOptions given, Workspace workspace)
      throws RunnerException {
    var results = new ArrayList<RunResult>();
    var listener = UdpListener.start();
    try (listener) {
      var agent = Agent.athena(workspace.agent(), listener.port(), Evidence.DIALECT);
      var options = new ArrayList<>(agent.options());
      options.add("-Dathena.apm.rules=" + rules(workspace));
      for (JmhPart part : JmhPlan.of(options, given.getThreads().orElse(0))) {
        results.addAll(run(part, given));
      }
    }
    check(results, listener.lines());
    return results;
  }

  private static Path rules(Workspace workspace) {
    var file = workspace.target().resolve("rules.yaml");
    try (var in = JmhBenchmarks.class.getResourceAsStream("/rules.yaml")) {
      Files.write(file, in.readAllBytes());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Collection<RunResult> run(JmhPart part, CommandLineOptions given)
      throws RunnerException {
    try {
      return new Runner(part.options(given)).run();
    } catch (NoBenchmarksException e) {
      // The patterns of the command line leave nothing of this part.
      return List.of();
    }
  }

  private static void check(List<RunResult> results, List<String> received) {
    if (results.isEmpty()) {
      throw new IllegalArgumentException("no benchmark matches; see -l");
    }
    var rows = results.stream().map(JmhRow::of).filter(JmhRow::agent).toList();
    if (!rows.isEmpty()) {
      System.out.println("The agent: " + Evidence.of(received, expected(rows)));
    }
  }

  private static List<String> expected(List<JmhRow> rows) {
    return rows.stream().map(row -> counterOf(row.benchmark())).distinct().toList();
  }

  private static String counterOf(String benchmark) {
    return switch (benchmark.split(" ", 2)[0]) {
      case "apiCount" -> "benchmark.count";
      case "apiSpan" -> "benchmark.span.total";
      case "ruledCall" -> "benchmark.scan.total";
      case "forkJoinTask", "futureTask" -> "benchmark.later.total";
      case "resilience4jCall" -> "circuit_breaker.event";
      default -> "cache.hit";
    };
  }

  private static TextTable table(List<RunResult> results) {
    var rows = new ArrayList<List<String>>();
    rows.add(JmhRow.HEADER);
    results.stream()
        .map(JmhRow::of)
        .sorted(
            Comparator.comparing(JmhRow::benchmark)
                .thenComparing(JmhRow::threads)
                .thenComparing(JmhRow::agent))
        .map(JmhRow::cells)
        .forEach(rows::add);
    return new TextTable(2, rows);
  }
}
