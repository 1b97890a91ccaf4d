package io.athena.apm.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AthenaCommandTest {

  @Test
  void nothing_printsTheUsage() {
    Outcome outcome = Outcome.of();
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .contains("java -javaagent:athena-apm-agent.jar", "rules", "settings", "version")
        .isEqualTo(Outcome.of("--help").out());
    assertThat(outcome.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"listen", "rules", "rules check", "settings", "version"})
  void command_hasHelp(String command) {
    Outcome outcome = Outcome.of((command + " --help").split(" "));
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).startsWith("Usage: java -jar athena-apm-agent.jar " + command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule",
        "rules",
        "rules check",
        "rules check a.yaml --class",
        "version x",
        "listen --prot 1",
        "listen --port",
        "listen --port x",
        "listen --port 65536",
        "listen --dialect etsy",
        "listen --seconds -1",
        "listen --every -1"
      })
  void wrongUsage_exitsWith2(String command) {
    Outcome outcome = Outcome.of(command.split(" "));
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).isNotEmpty();
  }

  @Test
  void listen_knowsAllDialects() {
    assertThat(Outcome.of("listen", "--help").out())
        .contains("plain", "collectd", "graphite", "influx", "newrelic", "dogstatsd")
        .contains("telegraf-datadog");
  }

  @Test
  void version_namesAgentJavaAndByteBuddy() {
    Outcome outcome = Outcome.of("version");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("Athena APM agent 1.2.3"),
            line -> assertThat(line).startsWith("Java " + Runtime.version()),
            line -> assertThat(line).matches("Byte Buddy \\d+\\.\\d+.*"));
    assertThat(Outcome.of("--version")).isEqualTo(outcome);
  }

  @Test
  void settings_tellWhereTheyComeFrom() {
    Outcome outcome =
        Outcome.of(
            Map.of("APM_ENDPOINT", "statsd:8125", "APM_API_KEY", "hush", "DD_SERVICE", "billing"),
            "settings");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .containsPattern("endpoint +statsd:8125 +environment APM_ENDPOINT +localhost:8125\n")
        .containsPattern("api.key +\\*{4} +environment APM_API_KEY +-\n")
        .containsPattern("service +billing +environment DD_SERVICE +-\n")
        .containsPattern("flush.interval +10s +default +10s\n")
        .containsPattern("instrumentation.caffeine.enabled +true +default +true\n")
        .doesNotContain("hush");
  }

  @Test
  void wrongSetting_isAProblem() {
    Outcome outcome =
        Outcome.of(Map.of("APM_FLUSH_INTERVAL", "often", "APM_ENDPIONT", "x"), "settings");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("environment APM_ENDPIONT is not a setting; nearest: APM_ENDPOINT\n")
        .contains("flush.interval: \"often\" is not a time")
        .containsPattern("flush.interval +10s +default +10s\n");
  }

  @Test
  void endpointThatIsNone_isAProblem_asInTheAgent() {
    Outcome outcome = Outcome.of(Map.of("APM_ENDPOINT", "unix:///x"), "settings");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out())
        .startsWith("endpoint: \"unix:///x\" is not host:port")
        .containsPattern("endpoint +localhost:8125 +default +localhost:8125\n");
  }

  @Test
  void secrets_areNotPrinted() {
    Outcome outcome =
        Outcome.of(
            Map.of(
                "APM_API_KEY", "hush-hush",
                "APM_SERVICE", "x-hush-hush",
                "APM_PROVIDER", "hush-hush",
                "APM_ENDPOINT", "https://user:SECRET@host/?Api-Key=SECRET"),
            "settings");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out())
        .doesNotContain("hush", "SECRET")
        .containsPattern("service +x-\\*{4} +environment APM_SERVICE");
  }
}
