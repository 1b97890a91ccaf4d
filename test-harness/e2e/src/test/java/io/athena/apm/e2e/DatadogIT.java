package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A service in a pod with Datadog's environment variables. */
class DatadogIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";
  private static final Map<String, String> POD =
      Map.of(
          "DD_ENTITY_ID", "pod-7",
          "DD_EXTERNAL_ENV", "it-false,cn-shop",
          "DD_CARDINALITY", "low",
          "DD_SERVICE", "shop",
          "DD_ENV", "prod");

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void datadogsEnvironment_isApplied_andNothingIsLost(Jdk jdk) {
    var lines = linesOf(jdk, Map.of("APM_PROVIDER", "datadog"));

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

  @Test
  void breakerThatOpens_isReported_beforeTheNextFlush() {
    try (var server = UdpListener.start();
        var jvm =
            jvm(Jdk.running(), server)
                .environment("APM_PROVIDER", "datadog,console")
                .classPath(Artifacts.classPath(), "com.acme.Main", "wait")
                .start()) {
      var event = server.awaitLine(line -> line.startsWith("_e{"), Measured.LIMIT);
      assertThat(event).contains("Circuit breaker payments: open|once");
      server.awaitLine(line -> line.startsWith("_sc|circuit_breaker.state|"), Measured.LIMIT);
      jvm.awaitOut(".* circuit breaker opened: library:athena,name:payments", Measured.LIMIT);
      assertThat(server.lines()).noneMatch(line -> line.startsWith("cache."));
    }
  }

  /** The agent's own sender adds the same origin fields as Datadog's client. */
  @Test
  void ownSender_addsTheSameOriginAsDatadogsClient() {
    var client = linesOf(Jdk.running(), Map.of("APM_PROVIDER", "datadog"));
    var own =
        linesOf(
            Jdk.running(),
            Map.of("APM_STATSD_DIALECT", "dogstatsd", "APM_DOGSTATSD_PROTOCOL", "1.6"));

    assertThat(partsOfCacheHit(own)).isEqualTo(partsOfCacheHit(client));
  }

  @Test
  void entity_isSent_inEveryProtocol() {
    var lines = linesOf(Jdk.running(), Map.of("APM_STATSD_DIALECT", "dogstatsd"));

    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).containsOnlyOnce("dd.internal.entity_id:pod-7"))
        .noneSatisfy(line -> assertThat(line).contains("|e:"));
  }

  @Test
  void entity_isSentInTheDogStatsdDialectOnly() {
    assertThat(linesOf(Jdk.running(), Map.of("APM_STATSD_DIALECT", "newrelic")))
        .isNotEmpty()
        .noneSatisfy(line -> assertThat(line).contains("entity_id"));
  }

  /** Sorts fields and tags; the client writes a container's bare identifier. */
  private static Set<String> partsOfCacheHit(List<String> lines) {
    String line =
        lines.stream()
            .filter(each -> each.startsWith("cache.hit:25|c|") && each.contains("caffeine"))
            .findFirst()
            .orElseThrow();
    var parts = new TreeSet<String>();
    for (String field : line.replace("|c:ci-", "|c:").split("\\|")) {
      boolean tags = field.startsWith("#");
      parts.addAll(tags ? List.of(field.substring(1).split(",")) : List.of(field));
    }
    return parts;
  }

  private static ForkedJvmBuilder jvm(Jdk jdk, UdpListener server) {
    return ForkedJvm.builder()
        .jdk(jdk)
        .agent(Artifacts.agent())
        .environment("APM_FLUSH_INTERVAL", "60m")
        .environment("DD_AGENT_HOST", "127.0.0.1")
        .environment("DD_DOGSTATSD_PORT", Integer.toString(server.port()));
  }

  private static List<String> linesOf(Jdk jdk, Map<String, String> settings) {
    try (var server = UdpListener.start()) {
      var builder = jvm(jdk, server);
      if (!settings.containsKey("APM_PROVIDER")) {
        builder.environment("APM_ENDPOINT", "127.0.0.1:" + server.port());
      }
      POD.forEach(builder::environment);
      settings.forEach(builder::environment);
      try (var jvm = builder.classPath(Artifacts.classPath(), "com.acme.Main").start()) {
        assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
        StandardError.of(jvm).isTheStartLine();
      }
      return Measured.lines(server);
    }
  }
}
