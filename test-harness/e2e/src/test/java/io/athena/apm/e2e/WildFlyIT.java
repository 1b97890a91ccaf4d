package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.FreePort;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A web application in WildFly, whose loaders (JBoss Modules) hide the system class path. */
@Compatibility
class WildFlyIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int TERMINATED = 128 + 15;
  private static final int KEYS = 3;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#found")
  void application_isMeasured(Jdk jdk) throws IOException {
    var port = FreePort.tcp();
    deploy();
    try (var server = UdpListener.start()) {
      try (var jvm = standalone(Measured.jvm(jdk, server.port()), port).start()) {
        jvm.awaitOut("WFLYSRV0010: Deployed \"app.war\"", LIMIT);
        request(port);
        request(port);
        jvm.terminate();
        assertThat(jvm.awaitExit(LIMIT)).isEqualTo(TERMINATED);
        assertThat(jvm.err())
            .filteredOn(line -> line.startsWith("athena-apm: "))
            .singleElement()
            .asString()
            .matches(StandardError.START_LINE);
      }
      var totals = Measured.totals(server);
      var caches = 2;
      assertThat(totals.counter("cache.miss", "library", "caffeine")).isEqualTo(caches * KEYS);
      assertThat(totals.counter("cache.hit", "library", "caffeine")).isEqualTo(caches * KEYS);
      assertThat(totals.counter("circuit_breaker.event", "event", "success")).isEqualTo(2 * KEYS);
      assertThat(totals.has("athena.agent.error")).isFalse();
    }
  }

  private void deploy() throws IOException {
    var configuration = Files.createDirectories(directory.resolve("configuration"));
    try (var files = Files.newDirectoryStream(Artifacts.wildFly("standalone/configuration"))) {
      for (var file : files) {
        Files.copy(file, configuration.resolve(file.getFileName()));
      }
    }
    WebApplication.in(directory.resolve("deployments/app.war"));
    Files.createFile(directory.resolve("deployments/app.war.dodeploy"));
  }

  /** As {@code standalone.sh} starts it. */
  private ForkedJvmBuilder standalone(ForkedJvmBuilder jvm, int port) {
    return jvm.property("jboss.modules.system.pkgs", "org.jboss.byteman")
        .jar(
            Artifacts.wildFly("jboss-modules.jar"),
            "-mp",
            Artifacts.wildFly("modules").toString(),
            "org.jboss.as.standalone",
            "-Djboss.home.dir=" + Artifacts.wildFly(""),
            "-Djboss.server.base.dir=" + directory,
            "-Djboss.http.port=" + port,
            "-Djboss.https.port=0",
            "-Djboss.management.http.port=0");
  }

  private static void request(int port) throws IOException {
    for (int key = 0; key < KEYS; key++) {
      var url = URI.create("http://127.0.0.1:" + port + "/app/s?" + key).toURL();
      try (var answer = url.openStream()) {
        assertThat(answer.readAllBytes()).asString().contains("value " + key);
      }
    }
  }
}
