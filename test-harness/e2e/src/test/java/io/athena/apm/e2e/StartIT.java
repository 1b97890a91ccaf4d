package io.athena.apm.e2e;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The effects of the agent on the start of a program. */
class StartIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#found")
  void premain_doesNotWaitForTheEngine(Jdk jdk) throws IOException {
    var engine = Pipe.in(directory, "engine");
    var go = Pipe.in(directory, "go");
    var loaded = new LoadedClasses(directory.resolve("classes"));
    try (var server = UdpListener.start();
        var jvm =
            heldEngine(jdk, server.port(), engine)
                .options(loaded.option())
                .classPath(Artifacts.classPath(), "com.acme.IdleMain", go.toString())
                .start()) {
      jvm.awaitOut("main", Measured.LIMIT);
      assertThat(loaded.all("net.bytebuddy.jar.asm.", "io.athena.apm.exporters.")).isEmpty();
      engine.write("");
      go.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLine();
      new Work(Measured.totals(server)).wasDone(1);
    }
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void classBeforeTheEngineIsReady_waitsForIt(Jdk jdk) throws IOException {
    var engine = Pipe.in(directory, "engine");
    try (var server = UdpListener.start();
        var jvm =
            heldEngine(jdk, server.port(), engine)
                .classPath(Artifacts.classPath(), "com.acme.Main")
                .start()) {
      jvm.awaitOut("working", Measured.LIMIT);
      engine.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      new Work(Measured.totals(server)).wasDone(1);
    }
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void runningAgent_isOneThread(Jdk jdk) {
    var agentThread = new TreeSet<>(threads(jdk, Measured.jvm(jdk, 9)));
    agentThread.removeAll(threads(jdk, ForkedJvm.builder()));
    assertThat(agentThread).containsExactly("athena-apm");
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void agentTwiceOnTheCommandLine_isOneAgent(Jdk jdk) {
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .agent(Artifacts.agent())
                .classPath(Artifacts.classPath(), "com.acme.Main")
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLineAnd("athena-apm: already running in this JVM; .*");
      new Work(Measured.totals(server)).wasDone(1);
    }
  }

  /** As Datadog's agent does for some classes. */
  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void agentThatLoadsOurClassesWhileTheyAreDefined_doesNotPreventTheStart(Jdk jdk)
      throws IOException {
    var asking = SmallJar.agent(directory.resolve("asking.jar"), "com.acme.AskingAgent");
    try (var server = UdpListener.start();
        var jvm =
            Measured.unattended(jdk, server.port())
                .agent(asking)
                .agent(Artifacts.agent())
                .classPath(Artifacts.classPath(), "com.acme.Main")
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLine();
      new Work(Measured.totals(server)).wasDone(1);
    }
  }

  /** A measured JVM whose engine starts after a write to the pipe. */
  private ForkedJvmBuilder heldEngine(Jdk jdk, int port, Pipe engine) throws IOException {
    var holding = SmallJar.agent(directory.resolve("holding.jar"), "com.acme.HoldingAgent");
    return Measured.unattended(jdk, port)
        .agent(holding, engine.toString())
        .agent(Artifacts.agent());
  }

  private Set<String> threads(Jdk jdk, ForkedJvmBuilder builder) {
    var go = Pipe.in(directory, "go" + System.nanoTime());
    builder.jdk(jdk).classPath(Artifacts.classPath(), "com.acme.IdleMain", go.toString());
    try (var jvm = builder.start()) {
      jvm.awaitOut("main", Measured.LIMIT);
      go.write("");
      var threads = jvm.awaitOut("threads ", Measured.LIMIT);
      return Stream.of(Pattern.compile(", ").split(threads.substring("threads ".length())))
          .collect(toSet());
    }
  }
}
