package io.athena.apm.core.settings;

/** The address of a StatsD server. Nothing is looked up. Its text can be parsed again. */
public sealed interface Endpoint permits UdpEndpoint, UnixStreamEndpoint {

  /**
   * Parses {@code host}, {@code host:port} or {@code [address]:port}, each with or without {@code
   * udp://} before it, or {@code unixstream:///path}. The default port is {@value
   * UdpEndpoint#DEFAULT_PORT}.
   *
   * @throws IllegalArgumentException for any other text, with the reason for the operator; the
   *     message does not quote the text, which may contain a key
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
      throw new IllegalArgumentException("a scheme needs :// and an address after it");
    }
    return UdpEndpoint.ofAuthority(text);
  }
}
