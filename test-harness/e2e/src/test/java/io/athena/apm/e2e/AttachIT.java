package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent attaches to a running program, whose libraries are loaded and in use. */
class AttachIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";

  private static final String ATTACHED = "athena-apm: attached to a running program: .*";

  private static final String RULES =
      """
      rules:
        - {method: com.acme.Directory#get, count: by.name}
        - {method: "com.acme.Direct*#get", count: by.pattern}
        - {method: "*#get", implements: com.acme.Lookup, count: by.interface}
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#found")
  void attached_measuresLaterCalls(Jdk jdk) throws Exception {
    var go = Pipe.in(directory, "go");
    try (var server = UdpListener.start();
        var jvm = paused(jdk, server, go)) {
      attach(jvm);
      server.awaitLine(line -> line.startsWith("athena.agent.type.woven:"), Measured.LIMIT);
      go.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLineAnd(ATTACHED);
      new Work(Measured.totals(server)).wasDone(1);
    }
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void attachedTwice_isOneAgent(Jdk jdk) throws Exception {
    var go = Pipe.in(directory, "go");
    try (var server = UdpListener.start();
        var jvm = paused(jdk, server, go)) {
      attach(jvm);
      attach(jvm);
      jvm.awaitErr(StandardError.START_LINE, Measured.LIMIT);
      go.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm)
          .isTheStartLineAnd(ATTACHED, "athena-apm: already running in this JVM; .*");
      new Work(Measured.totals(server)).wasDone(1);
    }
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void breakerThatIsOlder_hasItsState_fromItsFirstCallOn(Jdk jdk) throws Exception {
    var go = Pipe.in(directory, "go");
    try (var server = UdpListener.start();
        var jvm = paused(jdk, server, go, "older")) {
      attach(jvm);
      jvm.awaitErr(StandardError.START_LINE, Measured.LIMIT);
      go.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      var totals = Measured.totals(server);
      assertThat(totals.gauge("circuit_breaker.state", "name", "older")).isEqualTo(2);
      assertThat(totals.has("athena.agent.error")).isFalse();
    }
  }

  /** Rules of each kind of selector match loaded classes. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void attachedWithRules_measuresLaterCallsOfTheService(Jdk jdk) throws Exception {
    var go = Pipe.in(directory, "go");
    var rules = Files.writeString(directory.resolve("rules.yaml"), RULES);
    try (var server = UdpListener.start();
        var jvm = paused(jdk, server, go)) {
      attach(jvm, "rules=" + rules);
      jvm.awaitErr(StandardError.START_LINE, Measured.LIMIT);
      go.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLineAnd(ATTACHED);
      var totals = Measured.totals(server);
      for (var metric : List.of("by.name", "by.pattern", "by.interface")) {
        assertThat(totals.counter(metric)).as(metric).isEqualTo(10);
      }
      new Work(totals).wasDone(1);
    }
  }

  private static ForkedJvm paused(Jdk jdk, UdpListener server, Pipe go) {
    return paused(jdk, server, go, "pause");
  }

  private static ForkedJvm paused(Jdk jdk, UdpListener server, Pipe go, String work) {
    var builder = Measured.unattended(jdk, server.port());
    if (jdk.feature() >= 21) {
      // Otherwise the JVM warns of any agent that is attached.
      builder.options("-XX:+EnableDynamicAgentLoading");
    }
    var jvm =
        builder.classPath(Artifacts.classPath(), "com.acme.Main", work, go.toString()).start();
    jvm.awaitOut("paused", Measured.LIMIT);
    return jvm;
  }

  private static void attach(ForkedJvm jvm) throws Exception {
    attach(jvm, "");
  }

  private static void attach(ForkedJvm jvm, String arguments) throws Exception {
    var machine = VirtualMachine.attach(Long.toString(jvm.pid()));
    try {
      machine.loadAgent(Artifacts.agent().toString(), arguments);
    } finally {
      machine.detach();
    }
  }
}
