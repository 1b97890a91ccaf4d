package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.statsd.Dialect;
import io.athena.apm.command.statsd.StatsdTotals;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.ReportingServer;
import io.athena.apm.kit.UdpListener;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Runs programs with the agent and collects their metrics. */
final class Measured {

  /** The time limit of a program on a busy machine. */
  static final Duration LIMIT = Duration.ofSeconds(30);

  private Measured() {}

  /** A JVM with the finished agent, which sends to this port. */
  static ForkedJvmBuilder jvm(Jdk jdk, int port) {
    return unattended(jdk, port).agent(Artifacts.agent());
  }

  /** The same JVM without the agent, but with its settings. */
  static ForkedJvmBuilder unattended(Jdk jdk, int port) {
    return ForkedJvm.builder()
        .jdk(jdk)
        .environment("APM_ENDPOINT", "127.0.0.1:" + port)
        .environment("APM_STATSD_DIALECT", "dogstatsd")
        .environment("APM_FLUSH_INTERVAL", "100ms")
        .environment("APM_AI_PRICES", Artifacts.prices().toString());
  }

  /** The setting of a server's dialect. */
  static String dialect(ReportingServer.Kind kind) {
    return switch (kind) {
      case COLLECTD -> "collectd";
      case NETDATA -> "plain";
    };
  }

  /** Runs {@code com.acme.Main} to its end and returns the totals. */
  static StatsdTotals main(Jdk jdk, int exitCode, String... arguments) {
    return run(
        jdk, exitCode, jvm -> jvm.classPath(Artifacts.classPath(), "com.acme.Main", arguments));
  }

  /** Runs a program to its end, asserts that it prints only the start line, returns the totals. */
  static StatsdTotals run(Jdk jdk, int exitCode, Consumer<ForkedJvmBuilder> program) {
    try (var server = UdpListener.start()) {
      var builder = jvm(jdk, server.port());
      program.accept(builder);
      try (var jvm = builder.start()) {
        assertThat(jvm.awaitExit(LIMIT)).as(() -> "exit code; " + jvm.err()).isEqualTo(exitCode);
        StandardError.of(jvm).isTheStartLine();
      }
      return totals(server);
    }
  }

  /** Closes the listener and returns its totals. */
  static StatsdTotals totals(UdpListener server) {
    return totals(lines(server));
  }

  /** The totals of lines in DogStatsD; events and service checks have none. */
  static StatsdTotals totals(List<String> lines) {
    return StatsdTotals.of(
        lines.stream().filter(line -> !line.startsWith("_")).toList(), Dialect.DOGSTATSD::parse);
  }

  /** Closes the listener and returns its lines. */
  static List<String> lines(UdpListener server) {
    server.close();
    return server.lines();
  }
}
