package io.athena.apm.exporters.statsd;

/** Where a StatsD server is expected. Nothing is looked up. Prints as it is written. */
public sealed interface Endpoint permits UdpEndpoint, UnixStreamEndpoint {

  /**
   * Reads {@code host}, {@code host:port} or {@code [address]:port}, each with or without {@code
   * udp://} before it, or {@code unixstream:///path}. The port is {@value UdpEndpoint#DEFAULT_PORT}
   * where there is none.
   *
   * @throws IllegalArgumentException with a message for the operator where it is anything else
   */
  static Endpoint parse(String text) {
    try {
      return ofStripped(text.strip());
    } catch (IllegalArgumentException problem) {
      throw new IllegalArgumentException(
          "endpoint '"
              + text
              + "': "
              + problem.getMessage()
              + "; expected host:port, such as localhost:8125 or [::1]:8125, or"
              + " unixstream:///path/of/socket",
          problem);
    }
  }

  private static Endpoint ofStripped(String text) {
    int end = text.indexOf("://");
    if (end < 0) {
      return UdpEndpoint.ofAuthority(text);
    }
    String scheme = text.substring(0, end);
    String rest = text.substring(end + "://".length());
    if (scheme.equalsIgnoreCase("udp")) {
      return UdpEndpoint.ofAuthority(rest);
    }
    if (scheme.equalsIgnoreCase("unixstream")) {
      return new UnixStreamEndpoint(rest);
    }
    throw new IllegalArgumentException(
        scheme.equalsIgnoreCase("unix")
            ? "a JVM has no datagrams over Unix sockets, only streams (unixstream://, the Datadog"
                + " Agent's dogstatsd_stream_socket) and UDP"
            : "StatsD is sent over udp:// and unixstream:// only");
  }
}
