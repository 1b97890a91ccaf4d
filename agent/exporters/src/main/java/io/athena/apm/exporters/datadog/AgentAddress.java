package io.athena.apm.exporters.datadog;

import io.athena.apm.core.settings.Endpoint;
import io.athena.apm.core.settings.Redaction;
import io.athena.apm.core.settings.UdpEndpoint;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The address of the Datadog Agent by the environment, in the order of Datadog's own client: {@code
 * DD_DOGSTATSD_URL}, then {@code DD_AGENT_HOST} and {@code DD_DOGSTATSD_PORT}, then this machine.
 * An empty variable is ignored; an invalid one is reported and ignored. (The client would fail on
 * either, with the text of a NullPointerException.)
 */
public final class AgentAddress {

  private static final String URL = "DD_DOGSTATSD_URL";
  private static final String HOST = "DD_AGENT_HOST";
  private static final String PORT = "DD_DOGSTATSD_PORT";

  private final Map<String, String> environment;
  private final Consumer<String> problems;

  private AgentAddress(Map<String, String> environment, Consumer<String> problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /** Reads the variables, and reports those that are not used. */
  public static UdpEndpoint of(Map<String, String> environment, Consumer<String> problems) {
    return new AgentAddress(environment, problems).find();
  }

  private UdpEndpoint find() {
    UdpEndpoint ofUrl = text(URL).isEmpty() ? null : ofUrl(text(URL));
    return ofUrl == null ? ofHostAndPort() : ofUrl;
  }

  private UdpEndpoint ofUrl(String url) {
    if (url.startsWith("unix")) {
      refuse(
          URL,
          "Datadog's client reaches a Unix socket by native code that is not in this agent;"
              + " provider=statsd with statsd.dialect=dogstatsd and endpoint=unixstream:///path"
              + " can, or udp://host:port");
      return null;
    }
    try {
      if (url.startsWith("udp://")) {
        return (UdpEndpoint) Endpoint.parse(url);
      }
    } catch (IllegalArgumentException bad) {
      // Refused below, with URLs that have another scheme or none.
    }
    refuse(URL, "it has to be udp://host:port");
    return null;
  }

  private UdpEndpoint ofHostAndPort() {
    int port = port();
    String host = text(HOST);
    try {
      return new UdpEndpoint(host.isEmpty() ? "localhost" : host, port);
    } catch (IllegalArgumentException bad) {
      refuse(HOST, bad.getMessage());
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
      refuse(PORT, "it has to be a number from 1 to 65535");
      return UdpEndpoint.DEFAULT_PORT;
    }
  }

  private String text(String name) {
    return environment.getOrDefault(name, "").strip();
  }

  private void refuse(String name, String why) {
    problems.accept(
        "environment " + name + "='" + Redaction.of(text(name)) + "' is not used: " + why);
  }
}
