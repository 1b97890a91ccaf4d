package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvm;
import java.util.List;
import java.util.stream.Stream;

/** Checks the standard error of a program with the agent. */
record StandardError(List<String> lines) {

  static final String START_LINE = "athena-apm: \\S+ measures .* every .*";

  static StandardError of(ForkedJvm jvm) {
    return new StandardError(jvm.err());
  }

  /** Only the start line. */
  void isTheStartLine() {
    isTheStartLineAnd();
  }

  /** Only the start line and, in any order, one line for each pattern. */
  void isTheStartLineAnd(String... patterns) {
    var expected = Stream.concat(Stream.of(START_LINE), Stream.of(patterns)).toList();
    assertThat(lines).hasSameSizeAs(expected);
    assertThat(expected)
        .allSatisfy(pattern -> assertThat(lines).anyMatch(line -> line.matches(pattern), pattern));
  }
}
