package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A wrong setting is one clear line beside the start line; the agent uses the default, the program
 * runs, and its metrics arrive.
 */
class SettingFaultsIT {

  @TempDir Path directory;

  @Test
  void wrongValues_areOneLineEach_withWhatIsRight() {
    assertLines(
        jvm ->
            jvm.environment("APM_PROVIDER", "prometheuss")
                .environment("APM_BATCH_SIZE", "abc")
                .environment("APM_SAMPLE_RATE", "1.5")
                .environment("APM_FLUSH_INTERVALL", "1s"),
        "athena-apm: provider: \"prometheuss\" is not statsd, console.*; using statsd",
        "athena-apm: batch.size: \"abc\" is not a whole number from 1 to \\d+; using 100",
        "athena-apm: sample.rate: \"1.5\" is not a number from 0 to 1; using 0.1",
        "athena-apm: environment APM_FLUSH_INTERVALL is not a setting; nearest:"
            + " APM_FLUSH_INTERVAL");
  }

  @Test
  void missingConfigFile_isNamed() {
    var file = directory.resolve("absent.yaml").toString();
    assertLines(
        jvm -> jvm.environment("APM_CONFIG", file),
        "athena-apm: config \\Q" + file + "\\E does not exist.*");
  }

  @Test
  void missingPriceFile_isNamed() {
    var file = directory.resolve("absent.yaml").toString();
    assertLines(
        jvm -> jvm.environment("APM_AI_PRICES", file),
        "athena-apm: ai.prices \\Q" + file + "\\E does not exist; it is ignored");
  }

  @Test
  void configFileThatIsNotYaml_isNamedWithItsLine() throws IOException {
    var text = "service: shop\ntags: [unclosed\n";
    var file = Files.writeString(directory.resolve("broken.yaml"), text).toString();
    assertLines(
        jvm -> jvm.environment("APM_CONFIG", file),
        "athena-apm: config \\Q" + file + "\\E is not YAML: line \\d+: .*");
  }

  private static void assertLines(Consumer<ForkedJvmBuilder> settings, String... lines) {
    try (var server = UdpListener.start()) {
      var builder = Measured.jvm(Jdk.running(), server.port());
      settings.accept(builder);
      try (var jvm = builder.classPath(Artifacts.classPath(), "com.acme.Main").start()) {
        assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
        assertThat(jvm.out()).containsExactly("working", "done");
        StandardError.of(jvm).isTheStartLineAnd(lines);
      }
      new Work(Measured.totals(server)).wasDone(1);
    }
  }
}
