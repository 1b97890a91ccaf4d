package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.statsd.StatsdTotals;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An operator's rules in a running program that does its work twice, with a pause between. The
 * bundled instruments stay active.
 */
class RulesIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";

  private static final String READS =
      """
      rules:
        - method: "com.acme.Directory#get"
          span: response.read
          tags: {cache: this.name}
          metrics:
            - count: response.found
              value: return.length
        - method: "**.Payments#pay"
          on-change: this.breaker.state
          count: breaker.changed
          tags: {name: this.breaker.name, to: this.breaker.state}
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void rules_measureTheApplicationsOwnClasses(Jdk jdk) {
    var totals = run(jdk, READS, (jvm, rules) -> {});

    assertThat(totals.counter("response.read.total", "cache", "answers")).isEqualTo(20);
    assertThat(totals.distribution("response.read.duration", "cache", "answers").count())
        .isEqualTo(20);
    assertThat(totals.counter("response.found")).isEqualTo(12 * "answers answer".length());
    assertThat(totals.counter("breaker.changed", "name", "payments", "to", "OPEN")).isEqualTo(2);
    assertThat(totals.counter("breaker.changed", "name", "payments", "to", "CLOSED")).isEqualTo(2);
    new Work(totals).wasDone(2);
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void edit_takesEffect_andEarlierCountsStay(Jdk jdk) {
    var totals =
        run(
            jdk,
            READS,
            (jvm, rules) -> {
              write(rules, READS.replace("response.found", "response.seen"));
              jvm.awaitErr(": 2 rules in effect", Measured.LIMIT);
            });

    assertThat(totals.counter("response.found")).isEqualTo(6 * "answers answer".length());
    assertThat(totals.counter("response.seen")).isEqualTo(6 * "answers answer".length());
    assertThat(totals.counter("response.read.total")).isEqualTo(20);
    new Work(totals).wasDone(2);
  }

  @Test
  void removedRule_stopsMeasuring() {
    var totals =
        run(
            Jdk.running(),
            READS,
            (jvm, rules) -> {
              write(rules, "rules: []\n");
              jvm.awaitErr(": 0 rules in effect", Measured.LIMIT);
            });

    assertThat(totals.counter("response.read.total")).isEqualTo(10);
    assertThat(totals.has("breaker.changed", "to", "OPEN")).isTrue();
    assertThat(totals.counter("breaker.changed")).isEqualTo(2);
    new Work(totals).wasDone(2);
  }

  @Test
  void brokenEdit_keepsTheLastGoodRules_andIsReportedWithTheLine() {
    var totals =
        run(
            Jdk.running(),
            READS,
            (jvm, rules) -> {
              write(rules, READS.replace("on-change", "on-chnge"));
              jvm.awaitErr("rules.yaml:9: .*on-chnge.*on-change", Measured.LIMIT);
              jvm.awaitErr(": 2 rules in effect", Measured.LIMIT);
            });

    assertThat(totals.counter("response.read.total")).isEqualTo(20);
    assertThat(totals.counter("breaker.changed")).isEqualTo(4);
    new Work(totals).wasDone(2);
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void killSwitch_removesAllInstrumentation(Jdk jdk) {
    var totals =
        run(
            jdk,
            READS,
            (jvm, rules) -> {
              write(rules, "enabled: false\n" + READS);
              jvm.awaitErr("all instrumentation is removed", Measured.LIMIT);
            });

    assertThat(totals.counter("response.read.total")).isEqualTo(10);
    new Work(totals).wasDone(1);
  }

  /**
   * The file has a problem from the start; an operator sets the kill switch and later removes it.
   */
  @Test
  void killSwitchInAFileWithAProblem_works_andCanBeRemoved() {
    String broken = READS + "  - {method: com.acme.Directory#get, cuont: x}\n";
    var totals =
        run(
            Jdk.running(),
            broken,
            (jvm, rules) -> {
              write(rules, "enabled: false\n" + broken);
              jvm.awaitErr("all instrumentation is removed", Measured.LIMIT);
              write(rules, "enabled: true\n" + broken);
              jvm.awaitErr(": 2 rules in effect", Measured.LIMIT);
            });

    assertThat(totals.counter("response.read.total")).isEqualTo(20);
    assertThat(totals.counter("breaker.changed")).isEqualTo(4);
  }

  @Test
  void startWithTheKillSwitch_isReported_andMeasuresAfterItsRemoval() {
    var totals =
        run(
            Jdk.running(),
            "enabled: false\n" + READS,
            (jvm, rules) -> {
              jvm.awaitErr(
                  "all instrumentation is removed until it says enabled: true", Measured.LIMIT);
              write(rules, READS);
              jvm.awaitErr(": 2 rules in effect", Measured.LIMIT);
            });

    assertThat(totals.counter("response.read.total")).isEqualTo(10);
  }

  @Test
  void renamedGauge_isSentUnderOneName() {
    String gauges = "rules: [{method: com.acme.Directory#get, gauge: %s, value: return.length}]";
    var totals =
        run(
            Jdk.running(),
            gauges.formatted("before"),
            (jvm, rules) -> {
              write(rules, gauges.formatted("after"));
              jvm.awaitErr(": 1 rule in effect", Measured.LIMIT);
            });

    assertThat(totals.has("after")).isTrue();
  }

  /** The rules at the start match no class that is loaded before the edit. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void editBeforeTheFirstFlush_isWovenIntoClassesThatAreLoaded(Jdk jdk) throws IOException {
    var file = directory.resolve("rules.yaml");
    write(file, "rules: [{method: com.acme.Nowhere#scan, span: file.scan}]");
    var pipe = Pipe.in(directory, "go");
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .environment("APM_RULES", file.toString())
                .environment("APM_FLUSH_INTERVAL", "3s")
                .classPath(Artifacts.classPath(), "com.acme.Main", "pause", pipe.toString())
                .start()) {
      jvm.awaitOut("paused", Measured.LIMIT);
      write(file, READS);
      server.awaitLine(line -> line.startsWith("athena.agent.series:"), Measured.LIMIT);
      pipe.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).as("%s", jvm.err()).isZero();
      assertThat(Measured.totals(server).counter("response.read.total")).isEqualTo(10);
    }
  }

  /** Starts with these rules, acts in the pause, and returns the totals. */
  private StatsdTotals run(Jdk jdk, String rules, BiConsumer<ForkedJvm, Path> inThePause) {
    var file = directory.resolve("rules.yaml");
    write(file, rules);
    var pipe = Pipe.in(directory, "go");
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .environment("APM_RULES", file.toString())
                .classPath(Artifacts.classPath(), "com.acme.Main", "pause", pipe.toString())
                .start()) {
      jvm.awaitOut("paused", Measured.LIMIT);
      inThePause.accept(jvm, file);
      pipe.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).as("%s", jvm.err()).isZero();
      return Measured.totals(server);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
