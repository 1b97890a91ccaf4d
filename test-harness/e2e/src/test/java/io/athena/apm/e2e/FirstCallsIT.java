package io.athena.apm.e2e;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.statsd.StatsdTotals;
import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.Jdks;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code premain} returns when the rules are compiled: the first call of each class counts, even of
 * classes that are loaded at once.
 */
class FirstCallsIT {

  private static final String[] RULES = {
    "method: com.acme.late.UploadCheck#check",
    "method: 'com.acme.late.Upload*#check'",
    "method: '**.*loadCheck#check'",
    "method: 'com.acme.late.**#check'",
    "method: '**.*Check#check'",
    "method: '*#check', implements: com.acme.late.Check",
    "method: '*#check', annotated: com.acme.late.Audited",
    "annotated: '**.Audited'"
  };

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void firstCall_countsForEachRule(Jdk jdk) {
    var totals = run(jdk, RULES);

    for (int i = 0; i < RULES.length; i++) {
      assertThat(totals.counter("checks." + i)).as(RULES[i]).isEqualTo(3);
    }
  }

  /** A single rule: no other rule makes the agent inspect the class. */
  @Compatibility
  @ParameterizedTest
  @MethodSource("rulesOnEveryJdk")
  void firstCall_counts(Jdk jdk, String rule) {
    assertThat(run(jdk, rule).counter("checks.0")).isEqualTo(3);
  }

  /**
   * The agent's libraries are not relocated; a rule that matches them must not measure the agent.
   */
  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void librariesOfTheEngine_areNeverMatched(Jdk jdk) {
    var rule = "method: ['net.bytebuddy.**#accept', '**.*loadCheck#check']";

    assertThat(run(jdk, rule).counter("checks.0")).isEqualTo(3);
  }

  /** Deployments without rules may set a blank variable. */
  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void blankVariable_doesNotOverrideTheSettingsFile(Jdk jdk) throws IOException {
    var rules = write("rules: [{method: com.acme.late.UploadCheck#check, count: checks}]");
    var config = Files.writeString(directory.resolve("athena.yaml"), "rules: \"" + rules + "\"\n");

    var totals =
        run(
            jdk,
            jvm -> jvm.environment("APM_RULES", " ").environment("APM_CONFIG", config.toString()));

    assertThat(totals.counter("checks")).isEqualTo(3);
  }

  static Stream<Arguments> rulesOnEveryJdk() {
    return Jdks.found().stream()
        .flatMap(jdk -> Stream.of(RULES).map(rule -> Arguments.of(jdk, rule)));
  }

  /** The first rule counts as {@code checks.0}, and so on. */
  private StatsdTotals run(Jdk jdk, String... each) {
    var rules =
        IntStream.range(0, each.length)
            .mapToObj(i -> "{%s, count: checks.%d}".formatted(each[i], i))
            .collect(joining(", ", "rules: [", "]"));
    var file = write(rules);
    return run(jdk, jvm -> jvm.environment("APM_RULES", file));
  }

  private StatsdTotals run(Jdk jdk, Consumer<ForkedJvmBuilder> settings) {
    var pipe = Pipe.in(directory, "go");
    try (var server = UdpListener.start()) {
      var builder =
          Measured.jvm(jdk, server.port())
              .classPath(
                  Artifacts.programs().toString(), "com.acme.late.LateMain", pipe.toString());
      settings.accept(builder);
      try (var jvm = builder.start()) {
        pipe.write("");
        assertThat(jvm.awaitExit(Measured.LIMIT)).as("%s", jvm.err()).isZero();
        StandardError.of(jvm).isTheStartLine();
      }
      var totals = Measured.totals(server);
      assertThat(totals.has("athena.agent.error")).isFalse();
      return totals;
    }
  }

  private String write(String text) {
    try {
      return Files.writeString(directory.resolve("rules.yaml"), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
