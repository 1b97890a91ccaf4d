package io.athena.apm.kit;

import static io.athena.apm.kit.Limits.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EtsyInstallationTest {

  @TempDir private Path kit;

  @Test
  void folder_isInstalledOnceByTwoJvmsAtATime() throws IOException {
    Requirement.program("npm");
    try (var one = installing();
        var other = installing()) {
      assertThat(one.awaitExit(LONG.multipliedBy(4))).isZero();
      assertThat(other.awaitExit(LONG)).isZero();
      assertThat(one.out()).isEqualTo(other.out());
    }
    assertThat(kit.resolve("statsd-0.9.0/node_modules/statsd/stats.js")).exists();
    try (Stream<Path> entries = Files.list(kit)) {
      assertThat(entries.map(kit::relativize).map(Path::toString))
          .containsExactlyInAnyOrder("npm.lock", "statsd-0.9.0");
    }
  }

  @Test
  void folder_isReusedWhenComplete() throws IOException {
    var complete = Files.createDirectories(kit.resolve("statsd-0.9.0"));

    assertThat(EtsyInstallation.folder(kit)).isEqualTo(complete);
    assertThat(complete).isEmptyDirectory();
  }

  private ForkedJvm installing() {
    return ForkedJvm.builder()
        .property("athena.kit.directory", kit.toString())
        .classPath(System.getProperty("java.class.path"), InstallingMain.class.getName())
        .start();
  }
}
