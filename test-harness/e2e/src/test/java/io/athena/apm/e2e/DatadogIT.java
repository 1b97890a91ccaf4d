package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The provider {@code datadog}, configured as a pod of Datadog's is: by its environment. */
class DatadogIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#found";

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void environmentOfDatadog_isHonoured_andNothingIsLost(Jdk jdk) {
    try (var server = UdpListener.start()) {
      try (var jvm =
          ForkedJvm.builder()
              .jdk(jdk)
              .agent(Artifacts.agent())
              .environment("APM_PROVIDER", "datadog")
              .environment("APM_FLUSH_INTERVAL", "60m")
              .environment("DD_AGENT_HOST", "127.0.0.1")
              .environment("DD_DOGSTATSD_PORT", Integer.toString(server.port()))
              .environment("DD_ENTITY_ID", "pod-7")
              .environment("DD_EXTERNAL_ENV", "it-false,cn-shop")
              .environment("DD_CARDINALITY", "low")
              .environment("DD_SERVICE", "shop")
              .classPath(Artifacts.classPath(), "com.acme.Main")
              .start()) {
        assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
        StandardError.of(jvm).isTheStartLine();
      }
      var lines = Measured.lines(server);
      assertThat(lines)
          .allSatisfy(
              line ->
                  assertThat(line)
                      .contains("dd.internal.entity_id:pod-7", "|card:low", "|e:it-false,cn-shop")
                      .containsOnlyOnce("service:shop"));
      assertThat(lines)
          .anyMatch(line -> line.startsWith("cache.hit:25|c|") && line.contains("caffeine"))
          .anyMatch(line -> line.startsWith("_e{") && line.contains("payments"))
          .anyMatch(line -> line.startsWith("_sc|circuit_breaker.state|0|"));
    }
  }
}
