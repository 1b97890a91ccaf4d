package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.Jdk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jar started by itself. */
class UsageIT {

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#found")
  void jarByItself_saysHowItIsUsed(Jdk jdk) {
    try (var jvm = ForkedJvm.builder().jdk(jdk).jar(Artifacts.agent()).start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      assertThat(jvm.out())
          .anyMatch(line -> line.matches("Athena APM agent \\d+\\.\\d+.*"))
          .anyMatch(line -> line.contains("java -javaagent:athena-apm-agent.jar"))
          .anyMatch(line -> line.contains("APM_ENDPOINT"));
      assertThat(jvm.err()).isEmpty();
    }
  }
}
