package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.ShiftedClock;
import io.athena.apm.kit.UdpListener;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The wall clock is set by days, forwards and back, while a program runs. The console's tables show
 * the time that the agent has read.
 */
class ClockJumpsIT {

  /** A metric that each flush sends once. */
  private static final String ONCE_A_FLUSH = "athena.agent.series:";

  private static final double DAY_MILLIS = 86_400_000;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void flushesContinue_andNoCountOrDurationIsWrong(Jdk jdk) {
    var words = Pipe.in(directory, "words");
    var clock = ShiftedClock.in(directory);
    try (var server = UdpListener.start();
        var jvm = working(jdk, clock, server, words)) {
      awaitTable(jvm, 0);
      clock.shift("+10d");
      words.write("again");
      awaitTable(jvm, 10);
      awaitFlushes(server, 5);
      clock.shift("-10d");
      words.write("again");
      awaitTable(jvm, -10);
      awaitFlushes(server, 5);
      words.write("end");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLineAnd(Account.LINE);
      assertThat(jvm.out()).as("intervals of days").noneMatch(line -> line.contains(" 864"));
      isConserved(Account.of(jvm), server);
    }
  }

  private static void isConserved(Account account, UdpListener server) {
    var totals = Measured.totals(server);
    account.isOf(server);
    assertThat(account.dropped() + account.failed()).isZero();
    new Work(totals).wasDone(3);
    assertThat(totals.distribution("athena.agent.flush.duration").quantile(1))
        .isLessThan(DAY_MILLIS);
  }

  private static ForkedJvm working(Jdk jdk, ShiftedClock clock, UdpListener server, Pipe words) {
    return clock
        .appliedTo(Measured.jvm(jdk, server.port()))
        .environment("APM_PROVIDER", "statsd,console")
        .environment("APM_LOG_LEVEL", "info")
        .classPath(Artifacts.classPath(), "com.acme.Main", "again", words.toString())
        .start();
  }

  /** The date so many days from now, or the day after, which may have begun. */
  private static void awaitTable(ForkedJvm jvm, int days) {
    var day = LocalDate.now(ZoneOffset.UTC).plusDays(days);
    jvm.awaitOut(
        line -> line.startsWith(day + " ") || line.startsWith(day.plusDays(1) + " "),
        Measured.LIMIT);
  }

  private static void awaitFlushes(UdpListener server, int more) {
    var wanted = flushes(server) + more;
    server.awaitLine(
        line -> line.startsWith(ONCE_A_FLUSH) && flushes(server) >= wanted, Measured.LIMIT);
  }

  private static long flushes(UdpListener server) {
    return server.lines().stream().filter(line -> line.startsWith(ONCE_A_FLUSH)).count();
  }
}
