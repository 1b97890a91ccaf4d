package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A heap that is full when the agent measures and flushes for the first time. */
class FullHeapIT {

  private static final String RULES =
      """
      rules:
        - {method: "com.acme.FullHeapMain#take", span: take}
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void fullHeap_reachesNoCallOfTheApplication_andSendingGoesOn(Jdk jdk) throws IOException {
    var rules = Files.writeString(directory.resolve("rules.yaml"), RULES);
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .options("-Xmx24m", "-XX:+UseSerialGC")
                .environment("APM_RULES", rules.toString())
                .environment("APM_FLUSH_INTERVAL", "2s")
                .classPath(Artifacts.classPath(), "com.acme.FullHeapMain", "1000", "2000")
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).as(() -> "exit code; " + jvm.err()).isZero();
      assertThat(jvm.out()).contains("errors: 0");
      assertThat(Measured.totals(server).counter("take.total")).isBetween(1_000.0, 1_050.0);
    }
  }
}
