package io.athena.apm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs each script once, as briefly as it can, from another folder. */
class ScriptsIT {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "idle --rounds 1 --seconds 1 --warm-up 1",
        "memory --rounds 1 --series 10 --seconds 1"
      })
  void script_endsWell(String script) throws IOException, InterruptedException {
    assertEndsWell(script);
  }

  /** They start many JVMs. */
  @EnabledIfSystemProperty(named = "athena.compatibility", matches = "true")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "start --rounds 1",
        "load --rounds 1 --series 10 --seconds 1 --interval 1",
        "jmh -f 1 -wi 0 -i 1 -r 10ms counterOfThreeTags caffeineHitCounted"
      })
  void longScript_endsWell(String script) throws IOException, InterruptedException {
    assertEndsWell(script);
  }

  private void assertEndsWell(String script) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(script.split(" ")));
    command.set(0, Path.of(command.get(0)).toAbsolutePath().toString());
    command.addAll(List.of("--jdk", System.getProperty("java.home")));
    var process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
