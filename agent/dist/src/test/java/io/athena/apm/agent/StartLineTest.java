package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.settings.SettingSources;
import io.athena.apm.core.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class StartLineTest {

  private final Map<String, String> environment = new HashMap<>();

  private String line(String argument) {
    SettingSources sources = SettingSources.of(argument, new Properties(), Map.of());
    return StartLine.of(
        Settings.read(
            sources,
            Instrumentations.names(),
            problem -> {
              throw new AssertionError(problem);
            }),
        environment);
  }

  @Test
  void line_saysWhatIsMeasuredWhereToAndHowOften() {
    assertThat(line(null))
        .isEqualTo(
            "unpackaged measures AI calls, caches, circuit breakers and the JVM; statsd"
                + " localhost:8125 (plain) every 10s");
  }

  @Test
  void line_namesWhatIsSwitchedOff() {
    assertThat(line("instrumentation.caffeine.enabled=false,provider=console,flush.interval=500ms"))
        .endsWith("and the JVM, without caffeine; console every 500ms");
  }

  @Test
  void line_namesEachProvidersEndpoint() {
    assertThat(line("provider=statsd,newrelic,datadog,endpoint=a:1,newrelic.endpoint=b:2"))
        .endsWith("; statsd a:1 (plain) and newrelic b:2 and datadog a:1 every 10s");
    assertThat(line("provider=datadog")).endsWith("; datadog localhost:8125 every 10s");
    assertThat(line("provider=newrelic")).endsWith("; newrelic localhost:8125 every 10s");
  }

  @Test
  void line_namesWhereOtlpIsSent() {
    assertThat(line("provider=otlp")).endsWith("; otlp http://localhost:4318/v1/metrics every 10s");
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "https://me:secret@otlp.example.com");

    assertThat(line("provider=otlp"))
        .endsWith("; otlp https://otlp.example.com/v1/metrics every 10s");
  }

  @Test
  void line_namesWhereDatadogsVariablesSayThatTheAgentIs() {
    environment.put("DD_AGENT_HOST", "10.0.0.7");
    environment.put("DD_DOGSTATSD_PORT", "9125");

    assertThat(line("provider=datadog")).endsWith("; datadog 10.0.0.7:9125 every 10s");
  }
}
