package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.JobsMain;
import io.athena.apm.command.statsd.StatsdTotals;
import io.athena.apm.kit.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules for methods that return a plain {@code Future}, of a program that keeps none of them. */
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
        - method: "com.acme.JobsMain$Jobs#never"
          span: never
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#found")
  void futures_areReadWhenTheyAreDone(Jdk jdk) throws IOException {
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
    assertThat(totals.counter("job.letters")).isEqualTo(3 * JobsMain.JOBS * 3 / 4 * 4);
    assertThat(totals.counter("never.error", "error", "CancellationException"))
        .isEqualTo(JobsMain.JOBS);
    assertThat(totals.has("athena.agent.error")).isFalse();
  }

  private static void assertExact(StatsdTotals totals, String pool) {
    assertThat(totals.counter("job.total", "pool", pool)).isEqualTo(JobsMain.JOBS);
    assertThat(totals.distribution("job.duration", "pool", pool).count()).isEqualTo(JobsMain.JOBS);
    assertThat(totals.counter("job.error", "pool", pool, "error", "IllegalStateException"))
        .isEqualTo(JobsMain.JOBS / 4);
  }
}
