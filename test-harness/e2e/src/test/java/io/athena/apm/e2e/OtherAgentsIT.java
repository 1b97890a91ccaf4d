package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.Jdks;
import io.athena.apm.kit.UdpListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The counts are exact beside each of the other agents, whichever is named first. */
@Compatibility
class OtherAgentsIT {

  /** Some of them take ten seconds to start on a busy machine. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir Path directory;

  static Stream<Arguments> agents() {
    return Jdks.found().stream()
        .flatMap(jdk -> Stream.of(OtherAgent.values()).map(other -> Arguments.of(jdk, other)));
  }

  @ParameterizedTest
  @MethodSource("agents")
  void countsAreExact_afterTheOther(Jdk jdk, OtherAgent other) {
    assertMeasured(jdk, other, true);
  }

  @ParameterizedTest
  @MethodSource("agents")
  void countsAreExact_beforeTheOther(Jdk jdk, OtherAgent other) {
    assertMeasured(jdk, other, false);
  }

  private void assertMeasured(Jdk jdk, OtherAgent other, boolean otherFirst) {
    try (var server = UdpListener.start()) {
      var builder = Measured.unattended(jdk, server.port()).directory(directory);
      if (otherFirst) {
        other.addTo(builder, directory);
      }
      builder.agent(Artifacts.agent());
      if (!otherFirst) {
        other.addTo(builder, directory);
      }
      builder.classPath(Artifacts.withEveryLibrary(), "com.acme.Main", "libraries");
      try (var jvm = builder.start()) {
        assertThat(jvm.awaitExit(LIMIT)).as(() -> "exit code; " + jvm.err()).isZero();
        assertThat(agentsLines(jvm)).singleElement().asString().matches(StandardError.START_LINE);
      }
      var work = new Work(Measured.totals(server));
      work.wasDone(1);
      work.withResilience4jWasDone();
      work.withOpenAiWasDone();
    }
  }

  /**
   * Our agent's lines without the one about Elastic's class CircuitBreaker, which has a general
   * name.
   */
  private static List<String> agentsLines(ForkedJvm jvm) {
    return jvm.err().stream()
        .filter(line -> line.startsWith("athena-apm: "))
        .filter(line -> !line.contains("co.elastic.apm.agent.impl.circuitbreaker.CircuitBreaker"))
        .toList();
  }
}
