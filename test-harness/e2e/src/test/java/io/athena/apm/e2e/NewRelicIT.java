package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.statsd.Dialect;
import io.athena.apm.command.statsd.StatsdTotals;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The provider {@code newrelic}, read as gostatsd reads it. */
class NewRelicIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void newrelic_countsEverything_whateverTheDialectOfStatsd(Jdk jdk) {
    try (var server = UdpListener.start()) {
      try (var jvm =
          jvm(jdk, "newrelic", server.port())
              .environment("APM_STATSD_DIALECT", "influx")
              .classPath(Artifacts.classPath(), "com.acme.Main")
              .start()) {
        assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
        StandardError.of(jvm).isTheStartLine();
        assertThat(jvm.err()).first().asString().contains("; newrelic 127.0.0.1:");
      }
      new Work(totals(server)).wasDone(1);
    }
  }

  /** The agent's own metrics name the provider, because a service may have several. */
  @Test
  void breakersLinesAndOwnMetrics_nameTheProvider() {
    var go = Pipe.in(directory, "go");
    var port = closedPort();
    try (var jvm =
        jvm(Jdk.running(), "newrelic", port)
            .environment("APM_FLUSH_INTERVAL", "100ms")
            .classPath(Artifacts.classPath(), "com.acme.Main", "pause", go.toString())
            .start()) {
      jvm.awaitErr("newrelic 127\\.0\\.0\\.1:\\d+: nobody listens", Measured.LIMIT);
      try (var server = UdpListener.start(port)) {
        jvm.awaitErr("newrelic 127\\.0\\.0\\.1:\\d+: works again", Measured.LIMIT);
        go.write("");
        assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
        var totals = totals(server);
        new Work(totals).wasDone(2);
        Account.of(jvm).isOf(server);
        for (var outcome : new String[] {"sent", "failed"}) {
          assertThat(
                  totals.counter("athena.agent.lines", "exporter", "newrelic", "outcome", outcome))
              .as(outcome)
              .isPositive();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void statsdAndNewrelic_eachGetEverything_inTheirDialects(Jdk jdk) {
    try (var etsy = UdpListener.start();
        var gostatsd = UdpListener.start()) {
      try (var jvm =
          jvm(jdk, "statsd,newrelic", etsy.port())
              .environment("APM_NEWRELIC_ENDPOINT", "127.0.0.1:" + gostatsd.port())
              .classPath(Artifacts.classPath(), "com.acme.Main")
              .start()) {
        assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
        StandardError.of(jvm).isTheStartLine();
      }
      new Work(totals(gostatsd)).wasDone(1);
      var plain = StatsdTotals.of(Measured.lines(etsy), Dialect.PLAIN::parse);
      assertThat(plain.counter("circuit_breaker.event.open.athena.payments")).isEqualTo(1);
    }
  }

  @Test
  void statsdAndNewrelicAtOneServer_areOneLine() {
    try (var server = UdpListener.start();
        var jvm =
            jvm(Jdk.running(), "statsd,newrelic", server.port())
                .classPath(Artifacts.classPath(), "com.acme.Main")
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm)
          .isTheStartLineAnd(
              "athena-apm: providers statsd and newrelic both send to .*, which will count"
                  + " everything twice; newrelic\\.endpoint sets another");
    }
  }

  private static ForkedJvmBuilder jvm(Jdk jdk, String providers, int port) {
    return ForkedJvm.builder()
        .jdk(jdk)
        .agent(Artifacts.agent())
        .environment("APM_PROVIDER", providers)
        .environment("APM_ENDPOINT", "127.0.0.1:" + port);
  }

  /** A port that was free just before. */
  private static int closedPort() {
    try (var port = UdpListener.start()) {
      return port.port();
    }
  }

  private static StatsdTotals totals(UdpListener server) {
    return StatsdTotals.of(Measured.lines(server), Dialect.NEWRELIC::parse);
  }
}
