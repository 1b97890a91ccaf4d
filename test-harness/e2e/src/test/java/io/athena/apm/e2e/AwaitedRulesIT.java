package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.statsd.StatsdTotals;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.Jdks;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules are read with the first class that they may mean. No flush comes in between: that would
 * read them, too.
 */
class AwaitedRulesIT {

  /** Loaded to read a file. */
  private static final String READER = "io.athena.apm.core.rules.RuleText";

  private static final String[] FOR_ONE_CLASS = {
    "method: com.acme.late.UploadCheck#check",
    "method: 'com.acme.late.Upload*#check'",
    "method: '**.*loadCheck#check'"
  };

  /** The program has loaded one by then that they may mean, too. */
  private static final String[] FOR_CLASSES_AMONG_OTHERS = {
    "method: 'com.acme.late.**#check'",
    "method: '**.*Check#check'",
    "method: '*#check', implements: com.acme.late.Check",
    "method: '*#check', annotated: com.acme.late.Audited",
    "annotated: '**.Audited'"
  };

  private static final String[] FOR_NO_CLASS = {
    "method: com.acme.Nowhere#check",
    "method: 'com.acme.nowhere.**#check'",
    "method: '*#check', implements: com.acme.nowhere.Check",
    "method: '*#check', extends: com.acme.nowhere.Check",
    "annotated: com.acme.nowhere.Audited"
  };

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("forNoClass")
  void rulesForNoClass_areNotRead(Jdk jdk, String rule) {
    var totals = run(jdk, rule, jvm -> assertThat(loaded().all(READER)).as("read early").isEmpty());

    assertThat(loaded().all(READER)).as("read").isEmpty();
    assertThat(totals.has("checks")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("forOneClass")
  void firstClass_hasThemRead_andItsFirstCallCounts(Jdk jdk, String rule) {
    var totals = run(jdk, rule, jvm -> assertThat(loaded().all(READER)).as("read early").isEmpty());

    assertThat(totals.counter("checks")).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("forClassesAmongOthers")
  void firstCallOfAClassThatComesLater_counts(Jdk jdk, String rule) {
    assertThat(run(jdk, rule, jvm -> {}).counter("checks")).isEqualTo(3);
  }

  /** They have names of their own, and measured, the agent would measure itself. */
  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void librariesOfTheEngine_areNeverMeant(Jdk jdk) {
    var totals =
        run(jdk, "method: ['net.bytebuddy.jar.asm.**#accept', '**.*loadCheck#check']", jvm -> {});

    assertThat(totals.counter("checks")).isEqualTo(3);
  }

  /** As deployments set it where they have none. */
  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void blankVariable_hidesNoRulesOfTheSettingsFile(Jdk jdk) throws IOException {
    var rules = write("rules: [{method: com.acme.late.UploadCheck#check, count: checks}]");
    var config = Files.writeString(directory.resolve("athena.yaml"), "rules: \"" + rules + "\"\n");

    var totals =
        run(
            jdk,
            jvm -> jvm.environment("APM_RULES", " ").environment("APM_CONFIG", config.toString()),
            jvm -> {});

    assertThat(totals.counter("checks")).isEqualTo(3);
  }

  static Stream<Arguments> forNoClass() {
    return everywhere(FOR_NO_CLASS);
  }

  static Stream<Arguments> forOneClass() {
    return everywhere(FOR_ONE_CLASS);
  }

  static Stream<Arguments> forClassesAmongOthers() {
    return everywhere(FOR_CLASSES_AMONG_OTHERS);
  }

  private static Stream<Arguments> everywhere(String... rules) {
    return Jdks.ofThisBuild().stream()
        .flatMap(jdk -> Stream.of(rules).map(rule -> Arguments.of(jdk, rule)));
  }

  private LoadedClasses loaded() {
    return new LoadedClasses(directory.resolve("loaded"));
  }

  private StatsdTotals run(Jdk jdk, String rule, Consumer<ForkedJvm> inThePause) {
    var rules = write("rules: [{%s, count: checks}]".formatted(rule));
    return run(jdk, jvm -> jvm.environment("APM_RULES", rules), inThePause);
  }

  /** Starts with some settings, looks once the agent is there, and ends with what has arrived. */
  private StatsdTotals run(
      Jdk jdk, Consumer<ForkedJvmBuilder> settings, Consumer<ForkedJvm> inThePause) {
    var pipe = Pipe.in(directory, "go");
    try (var server = UdpListener.start()) {
      var builder =
          Measured.jvm(jdk, server.port())
              .options(loaded().option())
              .environment("APM_FLUSH_INTERVAL", "1h")
              .classPath(
                  Artifacts.programs().toString(), "com.acme.late.LateMain", pipe.toString());
      settings.accept(builder);
      try (var jvm = builder.start()) {
        jvm.awaitErr(StandardError.START_LINE, Measured.LIMIT);
        inThePause.accept(jvm);
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
