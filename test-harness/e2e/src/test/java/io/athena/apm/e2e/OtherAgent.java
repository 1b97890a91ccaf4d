package io.athena.apm.e2e;

import io.athena.apm.kit.ForkedJvmBuilder;
import java.nio.file.Path;
import java.util.List;

/** An agent that may run beside ours, set so that it reaches no network. */
enum OtherAgent {
  OPENTELEMETRY(
      "OpenTelemetry",
      "opentelemetry-javaagent",
      "otel.traces.exporter=none",
      "otel.metrics.exporter=none",
      "otel.logs.exporter=none"),
  DATADOG(
      "Datadog",
      "dd-java-agent",
      "dd.trace.agent.url=http://127.0.0.1:9",
      "dd.instrumentation.telemetry.enabled=false",
      "dd.remote_config.enabled=false",
      "dd.jmxfetch.enabled=false"),
  NEW_RELIC(
      "New Relic",
      "newrelic-agent",
      "newrelic.config.app_name=athena",
      "newrelic.config.license_key=0123456789012345678901234567890123456789",
      "newrelic.config.host=127.0.0.1",
      "newrelic.config.port=9",
      "newrelic.config.log_file_name=STDOUT"),
  ELASTIC(
      "Elastic",
      "elastic-apm-agent",
      "elastic.apm.disable_send=true",
      "elastic.apm.central_config=false",
      "elastic.apm.cloud_provider=NONE"),
  JACOCO("JaCoCo", "org.jacoco.agent");

  private final String title;
  private final String artifact;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> properties;

  OtherAgent(String title, String artifact, String... properties) {
    this.title = title;
    this.artifact = artifact;
    this.properties = List.of(properties);
  }

  /** Its name and its version. */
  Surrounding surrounding() {
    return new Surrounding("agent, before and after ours", title, artifact, OtherAgentsIT.class);
  }

  void addTo(ForkedJvmBuilder jvm, Path directory) {
    var arguments = this == JACOCO ? "destfile=" + directory.resolve("jacoco.exec") : "";
    jvm.agent(Artifacts.other(artifact), arguments);
    for (var property : properties) {
      jvm.options("-D" + property);
    }
  }

  @Override
  public String toString() {
    return title;
  }
}
