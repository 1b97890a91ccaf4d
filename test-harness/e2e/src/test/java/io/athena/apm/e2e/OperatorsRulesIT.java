package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.statsd.StatsdTotals;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sample service with an operator's rules for classes that the agent's own rules would measure:
 * each metric is recorded once, by the operator's rule.
 */
class OperatorsRulesIT {

  private static final String RULES =
      """
      rules:
        - method: "**.AIServiceManager#analyzeWithFailover"
          span: ai.analysis
          tags: {provider: return.provider, type: arg0.fileType}
        - method: "com.athena.scan.FileScanner#scan"
          span: file.scan
          metrics:
            - count: files.analyzed
              tags: {type: return.fileType, by: "=operator"}
            - histogram: files.size
              value: return.sizeBytes
              unit: bytes
            - count: vulnerabilities.found
              each: return.findings
              tags: {severity: item.severity, type: item.type}
            - count: malware.detected
              each: return.malware
              tags: {type: item.type}
        - method: "**.CircuitBreaker#execute"
          on-change: this.state
          count: circuit_breaker.event
          tags: {name: this.name, event: this.state}
      """;

  private static final String MANAGER = "com.athena.ai.AIServiceManager";
  private static final String SCANNER = "com.athena.scan.FileScanner";
  private static final String BREAKER = "com.athena.resilience.CircuitBreaker";

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void metricsOfBothRules_areRecordedOnce(Jdk jdk) throws IOException {
    var rules = Files.writeString(directory.resolve("rules.yaml"), RULES);
    try (var server = UdpListener.start();
        var service =
            AthenaService.start(
                Measured.jvm(jdk, server.port()).environment("APM_RULES", rules.toString()))) {
      var statistics = service.work("athena-large");
      service
          .end()
          .isTheStartLineAnd(skipped(2, MANAGER), skipped(5, SCANNER), skipped(19, BREAKER));
      assertRecordedOnce(Measured.totals(server), statistics);
    }
  }

  private static String skipped(int line, String type) {
    return "athena-apm: .*%s is measured by .*rules\\.yaml:%d; the agent's own rules skip this class"
        .formatted(type, line);
  }

  private static void assertRecordedOnce(StatsdTotals totals, Statistics statistics) {
    for (var counter : ExpectedCounters.of(statistics)) {
      if (isTheAgentsAlone(counter)) {
        assertThat(totals.counter(counter.metric(), counter.query()))
            .as("%s %s", counter.metric(), counter.tags())
            .isEqualTo(counter.value());
      }
    }
    for (var metric : new String[] {"ai.analysis.total", "files.analyzed"}) {
      assertThat(totals.counter(metric)).as(metric).isEqualTo(sum(statistics, metric));
    }
    var files = sum(statistics, "files.analyzed");
    assertThat(totals.counter("files.analyzed", "by", "operator")).isEqualTo(files);
    assertThat(totals.distribution("files.size").count()).isEqualTo(files);
    assertThat(totals.counter("file.scan.total")).isEqualTo(files);
    assertThat(totals.has("circuit_breaker.event", "event", "OPEN")).isTrue();
    assertThat(totals.has("circuit_breaker.event", "library", "athena")).isFalse();
    assertThat(totals.has("athena.agent.error")).isFalse();
  }

  private static boolean isTheAgentsAlone(ExpectedCounter counter) {
    var isOfBreaker = counter.metric().startsWith("circuit_breaker.");
    return !(isOfBreaker && "athena".equals(counter.tags().get("library")))
        && !counter.metric().matches("ai\\.analysis\\..*|files\\.analyzed");
  }

  private static double sum(Statistics statistics, String metric) {
    return ExpectedCounters.of(statistics).stream()
        .filter(counter -> counter.metric().equals(metric))
        .mapToDouble(ExpectedCounter::value)
        .sum();
  }
}
