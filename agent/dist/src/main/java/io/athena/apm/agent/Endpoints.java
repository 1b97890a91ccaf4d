package io.athena.apm.agent;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.settings.Endpoint;
import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.Settings;
import io.athena.apm.core.settings.UdpEndpoint;
import io.athena.apm.exporters.datadog.AgentAddress;
import io.athena.apm.exporters.otlp.OtlpVariables;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the endpoint of each provider: the provider's own setting, or else the common one. Warns if
 * two providers send to the same server, which would count everything twice.
 */
final class Endpoints {

  private final Settings settings;
  private final Map<String, String> environment;
  private final AgentLog log;
  private final Map<String, String> providers = new HashMap<>(); // by endpoint

  /** With the environment, for Datadog's own variables. */
  Endpoints(Settings settings, Map<String, String> environment, AgentLog log) {
    this.settings = settings;
    this.environment = environment;
    this.log = log;
  }

  /** The endpoint of a provider, without warnings. */
  static Endpoint inForce(String provider, Settings settings, Map<String, String> environment) {
    Endpoints silent = new Endpoints(settings, environment, new AgentLog());
    return provider.equals("datadog") ? silent.datadog() : silent.parsed(provider);
  }

  private static String text(String provider, Settings settings) {
    String own =
        switch (provider) {
          case "newrelic" -> settings.get(SettingTable.NEWRELIC_ENDPOINT);
          case "datadog" -> settings.get(SettingTable.DATADOG_ENDPOINT);
          default -> "";
        };
    return own.isEmpty() ? settings.get(SettingTable.ENDPOINT) : own;
  }

  /** Whether Datadog's own variables name the endpoint, because no setting does. */
  private static boolean isDatadogsOwn(Settings settings) {
    return !settings.isGiven(SettingTable.ENDPOINT)
        && !settings.isGiven(SettingTable.DATADOG_ENDPOINT);
  }

  /** OpenTelemetry's variables beside the settings of the provider {@code otlp}. */
  static OtlpVariables otlp(Settings settings, Map<String, String> environment, AgentLog log) {
    return new OtlpVariables(
        environment,
        settings.get(SettingTable.OTLP_ENDPOINT),
        settings.isGiven(SettingTable.OTLP_ENDPOINT),
        settings.get(SettingTable.OTLP_HEADERS),
        log);
  }

  Endpoint of(String provider) {
    Endpoint endpoint = parsed(provider);
    taken(provider, endpoint.toString());
    return endpoint;
  }

  UdpEndpoint datadogAgent() {
    UdpEndpoint endpoint = datadog();
    taken("datadog", endpoint.toString());
    return endpoint;
  }

  private UdpEndpoint datadog() {
    if (isDatadogsOwn(settings)) {
      return AgentAddress.of(environment, log);
    }
    if (parsed("datadog") instanceof UdpEndpoint udp) {
      return udp;
    }
    log.warn("provider datadog: endpoint must be host:port; it is ignored");
    return AgentAddress.of(environment, log);
  }

  /** Does not throw: the settings have checked it. */
  private Endpoint parsed(String provider) {
    return Endpoint.parse(text(provider, settings));
  }

  private void taken(String provider, String endpoint) {
    String other = providers.putIfAbsent(endpoint, provider);
    if (other != null) {
      String own = provider.equals("statsd") ? other : provider;
      log.warn(
          "providers "
              + other
              + " and "
              + provider
              + " both send to "
              + endpoint
              + ", which will count everything twice; "
              + own
              + ".endpoint sets another");
    }
  }
}
