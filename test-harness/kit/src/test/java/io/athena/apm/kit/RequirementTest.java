package io.athena.apm.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class RequirementTest {

  @Test
  void unmet_skipsTheTestWithTheMessage() {
    assertThatThrownBy(() -> Requirement.that(false, "no redis here", false))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("no redis here");
  }

  @Test
  void unmet_failsTheTestWhereServersAreRequired() {
    assertThatThrownBy(() -> Requirement.that(false, "no redis here", true))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("no redis here", "athena.require.servers");
  }

  @Test
  void met_goesOnEitherWay() {
    assertThatCode(() -> Requirement.that(true, "", true)).doesNotThrowAnyException();
    assertThatCode(() -> Requirement.that(true, "", false)).doesNotThrowAnyException();
  }

  @Test
  void server_isSkippedWhereNodeIsMissing() {
    try (var jvm = withoutNode().start()) {
      jvm.awaitErr("TestAbortedException.*node is not on the PATH", Limits.LONG);
    }
  }

  @Test
  void server_failsWhereNodeIsMissingAndServersAreRequired() {
    try (var jvm = withoutNode().property("athena.require.servers", "true").start()) {
      jvm.awaitErr("AssertionError.*node is not on the PATH", Limits.LONG);
    }
  }

  private static ForkedJvmBuilder withoutNode() {
    var classPath = System.getProperty("java.class.path");
    return ForkedJvm.builder()
        .environment("PATH", "")
        .classPath(classPath, ServingMain.class.getName());
  }

  @Test
  void program_isAnExecutableOfThePath() {
    assertThat(Requirement.program("sh")).matches(Files::isExecutable);
  }

  @Test
  void program_isARequirement() {
    assertThatThrownBy(() -> Requirement.program("no-such-program"))
        .hasMessageContaining("no-such-program is not on the PATH");
  }
}
