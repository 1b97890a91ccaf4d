package io.athena.apm.benchmarks;

import io.athena.apm.benchmarks.program.LoadWindow;
import io.athena.apm.command.statsd.Dialect;
import io.athena.apm.command.statsd.StatsdTotals;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One JVM that counts at full speed.
 *
 * @param counted what the JVM counted
 * @param received what the receiver has of it; 0 where nothing was to be sent
 * @param earlyMegabytes resident memory of the process after a third of its time
 * @param lateMegabytes the same shortly before its end
 * @param interference what flushes took from the application
 */
record LoadRun(
    long counted,
    long received,
    long earlyMegabytes,
    long lateMegabytes,
    LoadInterference interference) {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** Sends to a receiver at each interval, or, without one, at no time. */
  static LoadRun of(Jdk jdk, Workspace workspace, LoadOptions options, boolean exporting)
      throws InterruptedException {
    try (var server = UdpListener.start()) {
      var agent =
          exporting
              ? Agent.athena(
                  workspace.agent(),
                  server.port(),
                  "-Dathena.apm.provider=" + options.provider(),
                  "-Dathena.apm.statsd.dialect=dogstatsd",
                  "-Dathena.apm.flush.interval=" + options.interval() + "s")
              : Agent.athena(
                  workspace.agent(),
                  server.port(),
                  "-Dathena.apm.flush.interval=60m",
                  "-Dathena.apm.shutdown.timeout=0s");
      try (var jvm = start(jdk, workspace, agent, options)) {
        long early = after(options.seconds() / 3, jvm);
        long late = after(options.seconds() / 2, jvm);
        jvm.awaitExit(LIMIT);
        if (!exporting) {
          Nothing.arrivedAt(server);
        }
        return new LoadRun(
            counted(jvm.out()),
            exporting ? received(server, options) : 0,
            early,
            late,
            LoadInterference.of(
                jvm.out().stream().flatMap(line -> LoadWindow.parse(line).stream()).toList()));
      }
    }
  }

  private static long counted(List<String> out) {
    return Long.parseLong(out.get(out.size() - 1).substring("counted ".length()));
  }

  private static ForkedJvm start(Jdk jdk, Workspace workspace, Agent agent, LoadOptions options) {
    return ForkedJvm.builder()
        .jdk(jdk)
        .options(agent.options().toArray(String[]::new))
        .options("-Xmx256m")
        .classPath(
            Program.LOAD.classPath(workspace),
            Program.LOAD.mainClass(),
            Integer.toString(options.seconds()),
            Integer.toString(options.series()))
        .start();
  }

  private static long after(int seconds, ForkedJvm jvm) throws InterruptedException {
    Thread.sleep(seconds * 1_000L);
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + jvm.pid() + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1_024;
        }
      }
    } catch (IOException ended) {
      return 0;
    }
    return 0;
  }

  private static long received(UdpListener server, LoadOptions options) {
    server.close();
    var totals = StatsdTotals.of(server.lines(), Dialect.DOGSTATSD::parse);
    double sum = 0;
    for (int metric = 0; metric <= (options.series() - 1) / 1_000; metric++) {
      sum += totals.counter("load.metric" + metric);
    }
    return (long) sum;
  }
}
