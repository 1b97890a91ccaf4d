package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.Jdk;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spans on the console: one tree for each trace, whatever threads its work was done on. */
class SpanTreesIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#found";

  /** Time, {@code span}, duration; then indented name and tags. */
  private static final Pattern SPAN = Pattern.compile(".* UTC  span  \\S+ \\S+ {2}( *\\S+).*");

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void work_isShownBelowTheSpanThatItWasDoneFor(Jdk jdk) {
    List<String> expected =
        Stream.of(
                Stream.of("request", "  on.pool", "    inner", "  on.future", "    inner"),
                Stream.of("  on.callback", "    inner", "  on.fork", "    inner"),
                jdk.feature() >= 21
                    ? Stream.of("  on.virtual", "    inner")
                    : Stream.<String>empty(),
                Stream.of("on.its.own", "  inner"))
            .flatMap(names -> names)
            .toList();

    assertThat(spans(jdk)).containsExactlyElementsOf(expected);
  }

  private static List<String> spans(Jdk jdk) {
    var builder =
        Measured.jvm(jdk, 9)
            .environment("APM_PROVIDER", "console")
            .environment("APM_SAMPLE_RATE", "1")
            .environment("APM_CONSOLE_SPANS", "true")
            .classPath(
                Artifacts.joined(Stream.of(Artifacts.programs(), Artifacts.api())),
                "com.acme.FanOutMain");
    try (var jvm = builder.start()) {
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
