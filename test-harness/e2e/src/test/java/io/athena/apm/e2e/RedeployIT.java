package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.RedeployMain;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A web application with measured objects in static fields, deployed several times in Tomcat. */
class RedeployIT {

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void loadersOfEarlierDeployments_areCollected(Jdk jdk) throws IOException {
    try (var server = UdpListener.start()) {
      try (var jvm =
          Measured.jvm(jdk, server.port())
              .classPath(
                  Artifacts.joined(Stream.concat(Stream.of(Artifacts.programs()), tomcat())),
                  "com.acme.RedeployMain",
                  directory.resolve("tomcat").toString(),
                  WebApplication.in(directory.resolve("app")).toString())
              .start()) {
        assertThat(jvm.awaitExit(Measured.LIMIT)).as(() -> "exit code; " + jvm.err()).isZero();
        assertThat(jvm.out()).containsExactly("class loaders: 1");
        assertThat(jvm.err()).filteredOn(line -> line.startsWith("athena-apm: ")).hasSize(1);
      }
      var totals = Measured.totals(server);
      var requests = RedeployMain.DEPLOYMENTS * RedeployMain.REQUESTS;
      assertThat(totals.counter("circuit_breaker.event", "event", "success")).isEqualTo(requests);
      // If a loader is collected between two polls, the counts of its caches are lost.
      assertThat(totals.counter("cache.hit", "library", "caffeine"))
          .isBetween((double) RedeployMain.REQUESTS, (double) requests);
      assertThat(totals.has("athena.agent.error")).isFalse();
    }
  }

  private static Stream<Path> tomcat() {
    return Stream.of(
        Artifacts.jarOf(org.apache.catalina.startup.Tomcat.class),
        Artifacts.jarOf(jakarta.annotation.PostConstruct.class));
  }
}
