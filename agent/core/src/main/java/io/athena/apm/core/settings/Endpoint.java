package io.athena.apm.core.settings;

/** Where a StatsD server is expected. Nothing is looked up. Prints as it is written. */
public sealed interface Endpoint permits UdpEndpoint, UnixStreamEndpoint {

  /**
   * Reads {@code host}, {@code host:port} or {@code [address]:port}, each with or without {@code
   * udp://} before it, or {@code unixstream:///path}. The port is {@value UdpEndpoint#DEFAULT_PORT}
   * where there is none.
   *
   * @throws IllegalArgumentException where it is anything else, with the reason: for the operator,
   *     and without the text, which may have a key in it
   */
  static Endpoint parse(String text) {
    String stripped = text.strip();
    int end = stripped.indexOf("://");
    if (end < 0) {
      return ofAuthority(stripped);
    }
    String scheme = stripped.substring(0, end);
    String rest = stripped.substring(end + "://".length());
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

  private static Endpoint ofAuthority(String text) {
    if (text.contains(":/")) {
      throw new IllegalArgumentException("what follows the scheme is :// and an address");
    }
    return UdpEndpoint.ofAuthority(text);
  }
}
