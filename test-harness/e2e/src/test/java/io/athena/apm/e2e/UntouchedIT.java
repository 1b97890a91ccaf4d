package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.exporters.otlp.OtlpReceiver;
import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The agent must not initialise classes that an application may configure in {@code main}. A second
 * agent delays {@code main} while ours flushes.
 */
@Timeout(120)
class UntouchedIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";
  private static final List<String> EARLY =
      List.of(
          "java.lang.management.ManagementFactory",
          "javax.management.MBeanServerFactory",
          "java.util.logging.LogManager",
          "java.util.concurrent.ForkJoinPool",
          "sun.util.calendar.ZoneInfo");

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void beforeMain_nothingIsInitialised(Jdk jdk) throws IOException {
    try (var server = UdpListener.start()) {
      assertUntouched(
          Measured.jvm(jdk, server.port()),
          () -> server.awaitLine(line -> line.startsWith("athena.agent.lines:"), Measured.LIMIT));
    }
  }

  /** An HTTP request of the JDK's own client. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void requestOfOtlpBeforeMain_initialisesNothing(Jdk jdk) throws IOException {
    try (var receiver = new OtlpReceiver()) {
      assertUntouched(
          Measured.jvm(jdk, 9)
              .environment("APM_PROVIDER", "otlp")
              .environment("APM_OTLP_ENDPOINT", receiver.url()),
          () -> {
            while (receiver.requests().size() < 2) {
              Thread.onSpinWait();
            }
          });
    }
  }

  private void assertUntouched(ForkedJvmBuilder measured, Runnable untilFlushed)
      throws IOException {
    var premain = Pipe.in(directory, "premain");
    var main = Pipe.in(directory, "main");
    var waiting = SmallJar.agent(directory.resolve("waiting.jar"), "com.acme.WaitingAgent");
    try (var jvm =
        measured
            .agent(waiting, premain.toString())
            .options("-Xlog:class+init=info:file=" + log())
            .classPath(Artifacts.classPath(), "com.acme.IdleMain", main.toString())
            .start()) {
      jvm.awaitOut("premain", Measured.LIMIT);
      untilFlushed.run();
      var initialised = initialised();
      premain.write("");
      main.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      assertThat(initialised).contains("java.lang.Object").doesNotContainAnyElementsOf(EARLY);
    }
  }

  private Path log() {
    return directory.resolve("initialised");
  }

  private List<String> initialised() throws IOException {
    var line = Pattern.compile(" Initializing '([^']+)'");
    return line.matcher(Files.readString(log()))
        .results()
        .map(match -> match.group(1).replace('/', '.'))
        .toList();
  }
}
