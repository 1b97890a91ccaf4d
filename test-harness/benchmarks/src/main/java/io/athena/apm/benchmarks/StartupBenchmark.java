package io.athena.apm.benchmarks;

import io.athena.apm.kit.Jdk;
import java.io.IOException;
import java.util.List;

/** The command {@code startup}: what agents add to the start, or to what a JVM holds. */
public final class StartupBenchmark {

  private StartupBenchmark() {}

  /** Measures and prints; exit code 2 and one line where the arguments are not understood. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      var options = new StartupOptions(arguments);
      run(options, Workspace.fromProperties(), options.rounds(), options.jdks());
    } catch (InvalidArguments e) {
      System.err.println("startup: " + e.getMessage() + "; see --help");
      System.exit(2);
    }
  }

  private static void run(StartupOptions options, Workspace workspace, int rounds, List<Jdk> jdks)
      throws IOException, InterruptedException {
    System.out.println("Agent: " + workspace.agent());
    System.out.println("Machine: " + Machine.description() + ", " + Machine.loadText());
    for (Jdk jdk : jdks) {
      System.out.println(jdk + ": " + HookCheck.run(jdk, workspace));
    }
    if (options.footprint()) {
      var agents = Agents.toHold(workspace, options.peers());
      var footprints = new FootprintRounds(workspace, jdks, agents).measure(rounds);
      FootprintReport.of(footprints).print(options.json());
    } else {
      var measurements = rounds(options, workspace, jdks).measure(rounds);
      StartupReport.of(measurements).print(options.json());
    }
    System.out.println("At the end: " + Machine.loadText());
  }

  private static StartupRounds rounds(StartupOptions options, Workspace workspace, List<Jdk> jdks)
      throws IOException {
    var agents =
        options.rules()
            ? Agents.toReadRules(workspace)
            : Agents.toStart(workspace, options.peers());
    return new StartupRounds(workspace, jdks, List.of(Program.EMPTY, Program.LIBRARIES), agents);
  }
}
