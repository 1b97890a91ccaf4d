package io.athena.apm.agent;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.SettingType;
import io.athena.apm.core.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds the line that the agent logs at start: it names what is measured, what is switched off,
 * and the receivers.
 */
final class StartLine {

  private final Settings settings;
  private final Map<String, String> environment;

  private StartLine(Settings settings, Map<String, String> environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /** Returns the line. The environment holds Datadog's own variables. */
  static String of(Settings settings, Map<String, String> environment) {
    return new StartLine(settings, environment).text();
  }

  private String text() {
    return Version.get()
        + " measures AI calls, caches, circuit breakers and the JVM"
        + exceptions()
        + "; "
        + targets()
        + " every "
        + SettingType.Time.text(settings.get(SettingTable.FLUSH_INTERVAL));
  }

  /** The instrumentations that are switched off. */
  private String exceptions() {
    List<String> off = new ArrayList<>();
    for (String name : Instrumentations.names()) {
      if (!settings.get(SettingTable.instrumentation(name))) {
        off.add(name);
      }
    }
    return off.isEmpty() ? "" : ", without " + String.join(", ", off);
  }

  private String targets() {
    List<String> targets = new ArrayList<>();
    for (String provider : settings.get(SettingTable.PROVIDER)) {
      targets.add(target(provider));
    }
    return String.join(" and ", targets);
  }

  private String target(String provider) {
    if (provider.equals("console")) {
      return provider;
    }
    if (provider.equals("prometheus")) {
      return "prometheus at http://"
          + settings.get(SettingTable.PROMETHEUS_HOST)
          + ":"
          + settings.get(SettingTable.PROMETHEUS_PORT)
          + "/metrics";
    }
    if (provider.equals("otlp")) {
      return "otlp " + Endpoints.otlp(settings, environment, new AgentLog()).metrics();
    }
    String target = provider + " " + Endpoints.inForce(provider, settings, environment);
    return provider.equals("statsd")
        ? target + " (" + settings.get(SettingTable.STATSD_DIALECT) + ")"
        : target;
  }
}
