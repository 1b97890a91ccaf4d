package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that builds and drops caches faster than the agent polls them. */
class DroppedCachesIT {

  private static final int CACHES = 100_000;

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void droppedCaches_areCountedAndFreed(Jdk jdk) {
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .options("-Xmx64m")
                .environment("APM_FLUSH_INTERVAL", "10s")
                .classPath(
                    Artifacts.classPath(), "com.acme.DroppedCachesMain", String.valueOf(CACHES))
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).as(() -> "exit code; " + jvm.err()).isZero();
      assertThat(jvm.out()).contains("found: 0");
      var totals = Measured.totals(server);
      assertThat(totals.counter("cache.miss", "library", "caffeine")).isEqualTo(CACHES);
      assertThat(totals.counter("cache.miss", "library", "guava")).isEqualTo(CACHES);
    }
  }
}
