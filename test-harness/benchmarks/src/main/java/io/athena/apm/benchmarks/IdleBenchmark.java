package io.athena.apm.benchmarks;

import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command {@code idle}: what the agent takes in a JVM that does nothing. */
public final class IdleBenchmark {

  private IdleBenchmark() {}

  /** Measures and prints; exit code 2 and one line where it can't. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      var options = new IdleOptions(arguments);
      measure(options, options.seconds(), options.jdks());
    } catch (InvalidArguments e) {
      System.err.println("idle: " + e.getMessage() + "; see --help");
      System.exit(2);
    }
  }

  private static void measure(IdleOptions options, int seconds, List<Jdk> jdks)
      throws IOException, InterruptedException {
    if (!Files.isReadable(Path.of("/proc/self/stat"))) {
      throw new InvalidArguments("CPU time is read from /proc, which this system does not have");
    }
    var workspace = Workspace.fromProperties();
    System.out.println("Agent: " + workspace.agent());
    System.out.println("Machine: " + Machine.description() + ", " + Machine.loadText());
    var server = UdpListener.start();
    var jvms = start(starts(workspace, jdks, options.provider(), server.port()), workspace);
    try (server) {
      sleep(jvms.size() + " idle JVMs, warm-up of ", options.warmUpSeconds());
      jvms.values().forEach(IdleJvm::begin);
      sleep("measuring for ", seconds);
      Map<Start, IdleUsage> usages = new LinkedHashMap<>();
      jvms.forEach((start, jvm) -> usages.put(start, jvm.sinceBegin()));
      IdleReport.of(usages).print(options.json());
      System.out.println("At the end: " + Machine.loadText());
    } finally {
      jvms.values().forEach(IdleJvm::close);
    }
  }

  /** With a dot for every five seconds. */
  private static void sleep(String what, int seconds) throws InterruptedException {
    System.out.print(what + seconds + " s ");
    for (int second = 1; second <= seconds; second++) {
      Thread.sleep(1_000);
      System.out.print(second % 5 == 0 ? "." : "");
    }
    System.out.println();
  }

  /** All at once: what disturbs one disturbs the others. */
  private static Map<Start, IdleJvm> start(List<Start> starts, Workspace workspace) {
    Map<Start, IdleJvm> jvms = new LinkedHashMap<>();
    for (Start start : starts) {
      jvms.put(start, IdleJvm.start(start, workspace));
    }
    return jvms;
  }

  private static List<Start> starts(
      Workspace workspace, List<Jdk> jdks, String provider, int port) {
    var starts = new ArrayList<Start>();
    for (Jdk jdk : jdks) {
      for (Agent agent : Agents.toIdle(workspace, provider, port)) {
        starts.add(new Start(jdk, Program.SLEEPING, agent));
      }
    }
    return starts;
  }
}
