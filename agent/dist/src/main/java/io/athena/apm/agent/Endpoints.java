package io.athena.apm.agent;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.Settings;
import io.athena.apm.exporters.datadog.AgentAddress;
import io.athena.apm.exporters.datadog.Clients;
import io.athena.apm.exporters.statsd.Endpoint;
import io.athena.apm.exporters.statsd.UdpEndpoint;
import java.util.HashMap;
import java.util.Map;

/**
 * Where each provider sends: to an endpoint of its own, where one is set, else to that of all. Says
 * so where two would meet at one server: it would count everything twice.
 */
final class Endpoints {

  private final Settings settings;
  private final Map<String, String> environment;
  private final AgentLog log;
  private final Map<String, String> providers = new HashMap<>(); // by where they send

  /** With the variables that are Datadog's own. */
  Endpoints(Settings settings, Map<String, String> environment, AgentLog log) {
    this.settings = settings;
    this.environment = environment;
    this.log = log;
  }

  /** What holds: as it was set where that is an endpoint, else the default. */
  static String inForce(String provider, Settings settings) {
    try {
      return Endpoint.parse(text(provider, settings)).toString();
    } catch (IllegalArgumentException bad) {
      return SettingTable.ENDPOINT.byDefault();
    }
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

  /** Whether Datadog's own variables say where the Agent is: no setting does. */
  static boolean isDatadogsOwn(Settings settings) {
    return !settings.isGiven(SettingTable.ENDPOINT)
        && !settings.isGiven(SettingTable.DATADOG_ENDPOINT);
  }

  /** Of a provider that speaks StatsD. */
  Endpoint of(String provider) {
    Endpoint endpoint = parsed(provider);
    taken(provider, endpoint.toString());
    return endpoint;
  }

  /** Of the provider {@code datadog}. */
  Clients datadogAgent() {
    UdpEndpoint endpoint = datadog();
    taken("datadog", endpoint.toString());
    return new Clients(endpoint.host(), endpoint.port());
  }

  private UdpEndpoint datadog() {
    if (isDatadogsOwn(settings)) {
      return AgentAddress.of(environment, log);
    }
    if (parsed("datadog") instanceof UdpEndpoint udp) {
      return udp;
    }
    log.warn("provider datadog: the endpoint has to be host:port; the environment holds");
    return AgentAddress.of(environment, log);
  }

  private Endpoint parsed(String provider) {
    try {
      return Endpoint.parse(text(provider, settings));
    } catch (IllegalArgumentException bad) {
      log.warn(bad.getMessage() + "; " + SettingTable.ENDPOINT.byDefault() + " holds");
      return Endpoint.parse(SettingTable.ENDPOINT.byDefault());
    }
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
