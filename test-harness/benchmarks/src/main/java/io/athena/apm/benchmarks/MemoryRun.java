package io.athena.apm.benchmarks;

import io.athena.apm.benchmarks.program.SeriesProgram;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.time.Duration;
import java.util.List;

/** What a JVM with many series held, at each look: live heap and direct buffers. */
record MemoryRun(List<Long> bytes) {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** What its series hold themselves: nothing leaves. */
  static final String NOTHING = "no sending";

  /** Sends each second as one provider does in one dialect, or not at all. */
  static MemoryRun of(Jdk jdk, Workspace workspace, MemoryOptions options, String sending) {
    try (var server = UdpListener.start();
        var jvm = start(jdk, workspace, options, settings(sending), server.port())) {
      jvm.awaitExit(LIMIT);
      if (sending.equals(NOTHING)) {
        Nothing.arrivedAt(server);
      }
      return new MemoryRun(jvm.out().stream().map(MemoryRun::bytes).toList());
    }
  }

  private static List<String> settings(String sending) {
    return switch (sending) {
      case NOTHING ->
          List.of("-Dathena.apm.flush.interval=60m", "-Dathena.apm.shutdown.timeout=0s");
      case "datadog" -> List.of("-Dathena.apm.flush.interval=1s", "-Dathena.apm.provider=datadog");
      default ->
          List.of("-Dathena.apm.flush.interval=1s", "-Dathena.apm.statsd.dialect=" + sending);
    };
  }

  private static ForkedJvm start(
      Jdk jdk, Workspace workspace, MemoryOptions options, List<String> settings, int port) {
    var agent = Agent.athena(workspace.agent(), port, settings.toArray(String[]::new));
    return ForkedJvm.builder()
        .jdk(jdk)
        .options(agent.options().toArray(String[]::new))
        .options("-Xmx256m")
        .classPath(
            Program.SERIES.classPath(workspace),
            Program.SERIES.mainClass(),
            Integer.toString(options.series()),
            Integer.toString(options.seconds()),
            Integer.toString(options.looks()),
            options.histograms() ? SeriesProgram.HISTOGRAMS : SeriesProgram.COUNTERS)
        .start();
  }

  private static long bytes(String line) {
    var words = line.split(" ");
    return Long.parseLong(words[1]) + Long.parseLong(words[2]);
  }

  /** In MiB, at a look that both had. */
  double megabytesMoreThan(MemoryRun other, int look) {
    return (bytes.get(look) - other.bytes.get(look)) / (1024.0 * 1024.0);
  }
}
