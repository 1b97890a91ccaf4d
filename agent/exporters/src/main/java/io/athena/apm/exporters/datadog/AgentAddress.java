package io.athena.apm.exporters.datadog;

import io.athena.apm.core.settings.Endpoint;
import io.athena.apm.core.settings.Redaction;
import io.athena.apm.core.settings.UdpEndpoint;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads the address of the Datadog Agent from the environment, in the order of Datadog's client:
 * {@code DD_DOGSTATSD_URL}, then {@code DD_AGENT_HOST} and {@code DD_DOGSTATSD_PORT}, then this
 * machine. Ignores an empty variable; reports and ignores an invalid one. (The client would fail on
 * either, with the text of a NullPointerException.)
 */
public final class AgentAddress {

  private static final String URL = "DD_DOGSTATSD_URL";
  private static final String HOST = "DD_AGENT_HOST";
  private static final String PORT = "DD_DOGSTATSD_PORT";
  private static final String NO_UNIX_SOCKET =
      "Datadog's client reaches a Unix socket by native code that is not in this agent;"
          + " provider=statsd with statsd.dialect=dogstatsd and endpoint=unixstream:///path"
          + " can, or udp://host:port";

  private final Map<String, String> environment;
  private final Consumer<String> problems;

  private AgentAddress(Map<String, String> environment, Consumer<String> problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /** Reads the variables, and reports those that are invalid. */
  public static UdpEndpoint of(Map<String, String> environment, Consumer<String> problems) {
    AgentAddress address = new AgentAddress(environment, problems);
    UdpEndpoint ofUrl = address.ofUrl();
    return ofUrl == null ? address.ofHost(address.port()) : ofUrl;
  }

  /** Null if the URL is not set or invalid. */
  private UdpEndpoint ofUrl() {
    String url = text(URL);
    try {
      if (url.startsWith("udp://")) {
        return (UdpEndpoint) Endpoint.parse(url);
      }
    } catch (IllegalArgumentException bad) {
      // Reported below, like a URL with another scheme.
    }
    if (!url.isEmpty()) {
      ignore(URL, url.startsWith("unix") ? NO_UNIX_SOCKET : "it has to be udp://host:port");
    }
    return null;
  }

  private UdpEndpoint ofHost(int port) {
    String host = text(HOST);
    try {
      return new UdpEndpoint(host.isEmpty() ? "localhost" : host, port);
    } catch (IllegalArgumentException bad) {
      ignore(HOST, bad.getMessage());
      return new UdpEndpoint("localhost", port);
    }
  }

  private int port() {
    String port = text(PORT);
    try {
      return port.isEmpty()
          ? UdpEndpoint.DEFAULT_PORT
          : new UdpEndpoint("localhost", Integer.parseInt(port)).port();
    } catch (IllegalArgumentException bad) {
      ignore(PORT, "it has to be a number from 1 to 65535");
      return UdpEndpoint.DEFAULT_PORT;
    }
  }

  private String text(String name) {
    return environment.getOrDefault(name, "").strip();
  }

  private void ignore(String name, String why) {
    problems.accept(
        "environment " + name + "='" + Redaction.of(text(name)) + "' is not used: " + why);
  }
}
