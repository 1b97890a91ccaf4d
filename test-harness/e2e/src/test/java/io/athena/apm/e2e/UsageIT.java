package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of the jar. */
class UsageIT {

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void jarWithoutCommand_printsUsage(Jdk jdk) {
    try (var jvm = ForkedJvm.builder().jdk(jdk).jar(Artifacts.agent()).start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      assertThat(jvm.out())
          .anyMatch(line -> line.contains("java -javaagent:athena-apm-agent.jar"))
          .anyMatch(line -> line.contains("APM_ENDPOINT"))
          .anyMatch(line -> line.startsWith("Usage: java -jar athena-apm-agent.jar"));
      assertThat(jvm.err()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void version_isThatOfTheBuild(Jdk jdk) {
    try (var jvm = ForkedJvm.builder().jdk(jdk).jar(Artifacts.agent(), "version").start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      assertThat(jvm.out()).anyMatch(line -> line.matches("Athena APM agent \\d+\\.\\d+.*"));
      assertThat(jvm.err()).isEmpty();
    }
  }

  @Test
  void goodRules_printTheirMatches() throws IOException {
    try (var jvm =
        check("rules: [{method: 'com.athena.scan.FileScanner#scan', span: file.scan}]")) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      assertThat(jvm.out())
          .containsExactly(
              "rules.yaml:1: com.athena.scan.FileScanner#scan",
              "  com.athena.scan.FileScanner",
              "    public com.athena.scan.ScanResult scan(java.lang.String, byte[])",
              "1 rule, 0 problems");
      assertThat(jvm.err()).isEmpty();
    }
  }

  @Test
  void badRules_exitWith1AndTheLine() throws IOException {
    try (var jvm =
        check(
            """
            rules:
              - method: com.athena.scan.FileScanner#scan
                count: files.analyzed
                tags: {type: return.fileTyp}
            """)) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isEqualTo(1);
      assertThat(jvm.out())
          .contains(
              "rules.yaml:4: return.fileTyp: class com.athena.scan.ScanResult has no 'fileTyp';"
                  + " nearest: fileType");
    }
  }

  @Test
  void wrongUsage_exitsWith2() {
    try (var jvm = ForkedJvm.builder().jar(Artifacts.agent(), "rules", "check").start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isEqualTo(2);
      assertThat(jvm.out()).isEmpty();
      assertThat(jvm.err()).contains("Missing required parameter: 'FILE'");
    }
  }

  private ForkedJvm check(String yaml) throws IOException {
    Files.writeString(directory.resolve("rules.yaml"), yaml);
    return ForkedJvm.builder()
        .directory(directory)
        .jar(
            Artifacts.agent(),
            "rules",
            "check",
            "rules.yaml",
            "--classpath",
            Artifacts.service().toString())
        .start();
  }
}
