package io.athena.apm.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.Requirement;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process is stopped and continued, as on a laptop, in a debugger, in a frozen container. A
 * second process, which flushes at the same interval, measures the time.
 */
class SuspendedIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";

  /** A metric that each flush sends once. */
  private static final String ONCE_A_FLUSH = "athena.agent.series:";

  private static final int MISSED = 20;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void missedFlushes_areSkipped_andNothingIsLost(Jdk jdk) throws IOException {
    var go = Pipe.in(directory, "go");
    var never = Pipe.in(directory, "never");
    try (var server = UdpListener.start();
        var others = UdpListener.start();
        var other = paused(jdk, others, never);
        var jvm = paused(jdk, server, go)) {
      awaitFlushes(others, 1);
      awaitFlushes(server, 1);
      signal("-STOP", jvm);
      awaitFlushes(others, flushes(others) + MISSED);
      signal("-CONT", jvm);
      awaitFlushes(server, flushes(server) + 2);
      go.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLineAnd(Account.LINE);

      assertThat(other.isAlive()).as("the second process runs").isTrue();
      assertThat(flushes(server)).isLessThan(flushes(others) - MISSED / 2);
      new Work(Measured.totals(server)).wasDone(2);
      Account.of(jvm).isOf(server);
    }
  }

  private static ForkedJvm paused(Jdk jdk, UdpListener server, Pipe go) {
    var jvm =
        Measured.jvm(jdk, server.port())
            .environment("APM_LOG_LEVEL", "info")
            .classPath(Artifacts.classPath(), "com.acme.Main", "pause", go.toString())
            .start();
    jvm.awaitOut("paused", Measured.LIMIT);
    return jvm;
  }

  private static void signal(String signal, ForkedJvm jvm) throws IOException {
    var kill = Requirement.program("kill").toString();
    var process = new ProcessBuilder(kill, signal, Long.toString(jvm.pid())).inheritIO().start();
    assertThat(process.onExit().orTimeout(20, SECONDS).join().exitValue()).isZero();
  }

  private static void awaitFlushes(UdpListener server, long wanted) {
    server.awaitLine(
        line -> line.startsWith(ONCE_A_FLUSH) && flushes(server) >= wanted, Measured.LIMIT);
  }

  private static long flushes(UdpListener server) {
    return server.lines().stream().filter(line -> line.startsWith(ONCE_A_FLUSH)).count();
  }
}
