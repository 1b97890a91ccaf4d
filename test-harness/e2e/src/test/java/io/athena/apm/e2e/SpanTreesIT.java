package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spans on the console: one tree for each trace, across threads. */
class SpanTreesIT {

  @TempDir Path directory;

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#found";

  /** Time, {@code span}, duration; then indented name and tags. */
  private static final Pattern SPAN = Pattern.compile(".* UTC  span  \\S+ \\S+ {2}( *\\S+).*");

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void spansOfOtherThreads_areBelowTheirParent(Jdk jdk) {
    assertThat(spans(jdk)).containsExactlyElementsOf(expected(jdk));
  }

  /** The JVM also verifies its own classes, including the woven ones. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void jdkClasses_areVerified(Jdk jdk) {
    assertThat(
            spans(
                jdk,
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+BytecodeVerificationLocal",
                "-Xshare:off"))
        .containsExactlyElementsOf(expected(jdk));
  }

  /** The JDK's classes come linked from the cache; the first span weaves them. */
  @ParameterizedTest
  @MethodSource("io.athena.apm.e2e.AheadOfTimeIT#withAotCache")
  void jdkClassesOfAotCache_areWoven(Jdk jdk) {
    jdk.require(AheadOfTimeIT.AOT_CACHE);
    Path cache = directory.resolve("idle.aot");
    try (var training =
        program(jdk, "-XX:AOTCacheOutput=" + cache, "-Xlog:disable")
            .environment("APM_ENABLED", "false")
            .start()) {
      assertThat(training.awaitExit(Measured.LIMIT)).isZero();
    }

    assertThat(spans(jdk, "-XX:AOTCache=" + cache, "-XX:AOTMode=on"))
        .containsExactlyElementsOf(expected(jdk));
  }

  private static List<String> expected(Jdk jdk) {
    return Stream.of(
            Stream.of("request", "  on.pool", "    inner", "  on.future", "    inner"),
            Stream.of("  on.callback", "    inner", "  on.fork", "    inner"),
            jdk.feature() >= 21
                ? Stream.of("  on.virtual", "    inner", "  on.another", "    inner")
                : Stream.<String>empty(),
            Stream.of("on.its.own", "  inner"))
        .flatMap(names -> names)
        .toList();
  }

  private static ForkedJvmBuilder program(Jdk jdk, String... options) {
    return Measured.jvm(jdk, 9)
        .options(options)
        .environment("APM_PROVIDER", "console")
        .environment("APM_SAMPLE_RATE", "1")
        .environment("APM_CONSOLE_SPANS", "true")
        .classPath(
            Artifacts.joined(Stream.of(Artifacts.programs(), Artifacts.api())),
            "com.acme.FanOutMain");
  }

  private static List<String> spans(Jdk jdk, String... options) {
    try (var jvm = program(jdk, options).start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).as(() -> jvm.err().toString()).isZero();
      StandardError.of(jvm).isTheStartLine();
      return jvm.out().stream()
          .map(SPAN::matcher)
          .filter(java.util.regex.Matcher::matches)
          .map(line -> line.group(1))
          .toList();
    }
  }
}
