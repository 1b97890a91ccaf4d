package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The flush interval is an hour, so everything arrives by the flush at exit. */
class LastFlushIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";
  private static final int SIGTERM = 143;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#found")
  void endOfMain_sendsWhatWasCounted(Jdk jdk) {
    assertCounted(jdk, 0, 1, "return");
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void systemExit_sendsWhatWasCounted(Jdk jdk) {
    assertCounted(jdk, 3, 1, "exit");
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void applicationsOwnShutdownHook_isCountedToo(Jdk jdk) {
    assertCounted(jdk, 0, 2, "hook");
  }

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#found")
  void sigterm_sendsWhatWasCounted(Jdk jdk) {
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .environment("APM_FLUSH_INTERVAL", "60m")
                .classPath(Artifacts.classPath(), "com.acme.Main", "wait")
                .start()) {
      jvm.awaitOut("waiting", Measured.LIMIT);
      jvm.terminate();
      assertThat(jvm.awaitExit(Measured.LIMIT)).isEqualTo(SIGTERM);
      StandardError.of(jvm).isTheStartLine();
      new Work(Measured.totals(server)).wasDone(1);
    }
  }

  /** The program ends while the agent is still starting. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void shortestProgram_losesNothing(Jdk jdk) {
    var runs = 5;
    try (var server = UdpListener.start()) {
      for (int run = 0; run < runs; run++) {
        try (var jvm =
            Measured.jvm(jdk, server.port())
                .classPath(Artifacts.classPath(), "com.acme.BriefMain")
                .start()) {
          assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
        }
      }
      var totals = Measured.totals(server);
      assertThat(totals.has("cache.miss", "cache", "brief")).as("any of them").isTrue();
      assertThat(totals.counter("cache.miss", "cache", "brief")).isEqualTo(runs);
    }
  }

  /** No process reads the console, and its pipe is full: the exit waits at most two seconds. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void unreadConsole_delaysTheExitByTwoSeconds_andIsReported(Jdk jdk) throws IOException {
    var go = Pipe.in(directory, "go");
    var out = Pipe.in(directory, "out");
    try (var unread = new RandomAccessFile(out.toString(), "rw");
        var jvm =
            Measured.jvm(jdk, 9)
                .startedBy(List.of("sh", "-c", "exec \"$@\" >" + out, "sh"))
                .environment("APM_PROVIDER", "console")
                .environment("APM_FLUSH_INTERVAL", "60m")
                .classPath(Artifacts.classPath(), "com.acme.Main", "pause", go.toString())
                .start()) {
      // The breaker that opens is printed at once, before or after the program's own line.
      var opened = "  circuit breaker opened: library:athena,name:payments";
      assertThat(List.of(unread.readLine(), unread.readLine(), unread.readLine()))
          .contains("working", "paused")
          .anyMatch(line -> line.endsWith(opened));
      unread.write(new byte[Pipe.BYTES]);
      go.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm)
          .isTheStartLineAnd("athena-apm: exit: the last flush has not ended within 2s");
    }
  }

  private static void assertCounted(Jdk jdk, int exitCode, int times, String end) {
    var totals =
        Measured.run(
            jdk,
            exitCode,
            jvm ->
                jvm.environment("APM_FLUSH_INTERVAL", "60m")
                    .classPath(Artifacts.classPath(), "com.acme.Main", end));
    new Work(totals).wasDone(times);
  }
}
