package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.JobsMain;
import io.athena.apm.command.statsd.StatsdTotals;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules for methods that return a plain {@code Future}. The program keeps no future. */
class FuturesIT {

  private static final String RULES =
      """
      rules:
        - method: "com.acme.JobsMain$Jobs#submit"
          span: job
          tags: {pool: this.name}
          metrics:
            - count: job.letters
              value: return.length
              tags: {pool: this.name}
        - method: "com.acme.JobsMain$Jobs#never"
          span: never
        - method: "com.acme.JobsMain$Jobs#later"
          span: later
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#found")
  void futures_areReadOnCompletion(Jdk jdk) throws IOException {
    var rules = Files.writeString(directory.resolve("rules.yaml"), RULES);
    var totals =
        Measured.run(
            jdk,
            0,
            jvm ->
                jvm.environment("APM_RULES", rules.toString())
                    .classPath(Artifacts.classPath(), "com.acme.JobsMain"));

    assertExact(totals, "fixed");
    assertExact(totals, "stealing");
    assertExact(totals, "scheduled");
    assertThat(totals.counter("never.error", "error", "CancellationException"))
        .isEqualTo(JobsMain.JOBS);
    assertThat(totals.distribution("later.duration").max())
        .as("without the callback")
        .isLessThan(JobsMain.CALLBACK_MILLIS);
    assertThat(totals.has("athena.agent.error")).isFalse();
  }

  /** Compares with the program's own count. */
  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void cancelledFutures_countByTheirOutcome(Jdk jdk) throws IOException {
    var rules = Files.writeString(directory.resolve("rules.yaml"), RULES);
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .environment("APM_RULES", rules.toString())
                .classPath(Artifacts.classPath(), "com.acme.RacingJobsMain")
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLine();
      var totals = Measured.totals(server);
      assertThat(jvm.out()).hasSizeGreaterThanOrEqualTo(3);
      jvm.out().forEach(line -> assertOutcome(totals, line.split(" ")));
      assertThat(totals.has("athena.agent.error")).isFalse();
    }
  }

  private static void assertOutcome(StatsdTotals totals, String... words) {
    var done = Integer.parseInt(words[1]);
    var failed = Integer.parseInt(words[2]);
    var cancelled = Integer.parseInt(words[3]);
    var pool = new String[] {"pool", words[0]};
    assertThat(cancelled).as("%s: futures that were cancelled in time", words[0]).isPositive();
    assertThat(totals.counter("job.total", pool)).isEqualTo(done + failed + cancelled);
    assertThat(totals.counter("job.error", "pool", words[0], "error", "IllegalStateException"))
        .isEqualTo(failed);
    assertThat(totals.counter("job.error", "pool", words[0], "error", "CancellationException"))
        .isEqualTo(cancelled);
    assertThat(totals.counter("job.letters", pool)).isEqualTo(4.0 * done);
  }

  private static void assertExact(StatsdTotals totals, String pool) {
    assertThat(totals.counter("job.total", "pool", pool)).isEqualTo(JobsMain.JOBS);
    assertThat(totals.distribution("job.duration", "pool", pool).count()).isEqualTo(JobsMain.JOBS);
    assertThat(totals.counter("job.error", "pool", pool, "error", "IllegalStateException"))
        .isEqualTo(JobsMain.JOBS / 4);
    assertThat(totals.counter("job.letters", "pool", pool)).isEqualTo(JobsMain.JOBS * 3 / 4 * 4);
  }
}
