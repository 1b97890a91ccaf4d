package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A wrong setting is one clear line beside the start line; the agent uses the default, the program
 * runs, and its metrics arrive.
 */
class SettingFaultsIT {

  @TempDir Path directory;

  @Test
  void unknownProvider_namesTheKnownOnes() {
    assertOneLine(
        "APM_PROVIDER",
        "prometheuss",
        "athena-apm: provider: \"prometheuss\" is not statsd, console.*; using statsd");
  }

  @Test
  void badNumber_namesTheSyntax() {
    assertOneLine(
        "APM_BATCH_SIZE",
        "abc",
        "athena-apm: batch.size: \"abc\" is not a whole number from 1 to \\d+; using 100");
  }

  @Test
  void numberOutOfRange_namesTheRange() {
    assertOneLine(
        "APM_SAMPLE_RATE",
        "1.5",
        "athena-apm: sample.rate: \"1.5\" is not a number from 0 to 1; using 0.1");
  }

  @Test
  void unknownSetting_namesTheNearest() {
    assertOneLine(
        "APM_FLUSH_INTERVALL",
        "1s",
        "athena-apm: environment APM_FLUSH_INTERVALL is not a setting; nearest:"
            + " APM_FLUSH_INTERVAL");
  }

  @Test
  void missingConfigFile_isNamed() {
    var file = directory.resolve("absent.yaml").toString();
    assertOneLine("APM_CONFIG", file, "athena-apm: config \\Q" + file + "\\E does not exist.*");
  }

  @Test
  void emptyConfigFile_isNamed() throws IOException {
    var file = Files.writeString(directory.resolve("empty.yaml"), "").toString();
    assertOneLine("APM_CONFIG", file, "athena-apm: config \\Q" + file + "\\E is empty.*");
  }

  @Test
  void configFileThatIsNotYaml_isNamedWithItsLine() throws IOException {
    var text = "service: shop\ntags: [unclosed\n";
    var file = Files.writeString(directory.resolve("broken.yaml"), text).toString();
    assertOneLine(
        "APM_CONFIG", file, "athena-apm: config \\Q" + file + "\\E is not YAML: line \\d+: .*");
  }

  /** Root may read any file; nobody can read a folder. */
  @Test
  void unreadableConfigFile_isNamed() throws IOException {
    var file = Files.createDirectory(directory.resolve("folder.yaml")).toString();
    assertOneLine("APM_CONFIG", file, "athena-apm: config \\Q" + file + "\\E can't be read.*");
  }

  private static void assertOneLine(String variable, String value, String line) {
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(Jdk.running(), server.port())
                .environment(variable, value)
                .classPath(Artifacts.classPath(), "com.acme.Main")
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      assertThat(jvm.out()).containsExactly("working", "done");
      StandardError.of(jvm).isTheStartLineAnd(line);
      new Work(Measured.totals(server)).wasDone(1);
    }
  }
}
