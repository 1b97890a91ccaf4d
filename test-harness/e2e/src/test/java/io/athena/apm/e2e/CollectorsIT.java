package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both metrics of the garbage collector have every collection since the start of the JVM. */
class CollectorsIT {

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void collectionsBeforeTheFirstFlush_haveTheirPauses(Jdk jdk) {
    var go = Pipe.in(directory, "go");
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .environment("APM_FLUSH_INTERVAL", "2s")
                .options("-XX:+UseSerialGC")
                .classPath(Artifacts.classPath(), "com.acme.GarbageMain", go.toString())
                .start()) {
      jvm.awaitOut("collected", Measured.LIMIT);
      server.awaitLine(line -> line.startsWith("gc.count:"), Measured.LIMIT);
      go.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLine();
      var totals = Measured.totals(server);
      var full = new String[] {"collector", "MarkSweepCompact"};
      var printed = jvm.awaitOut("MarkSweepCompact ", Measured.LIMIT).split(" ")[1];
      var made = Double.parseDouble(printed);
      assertThat(made).isPositive();
      assertThat(totals.counter("gc.count", full)).isEqualTo(made);
      assertThat(totals.distribution("gc.pause.duration", full).count()).isEqualTo(made);
      assertThat(totals.has("athena.agent.error")).isFalse();
    }
  }
}
