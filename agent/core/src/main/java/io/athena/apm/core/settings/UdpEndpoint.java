package io.athena.apm.core.settings;

/** A UDP port, 1 to 65535, of a host: a name or an address, without brackets. */
public record UdpEndpoint(String host, int port) implements Endpoint {

  /** The usual port of a StatsD server. */
  public static final int DEFAULT_PORT = 8125;

  /** Refuses an invalid host or port with an {@link IllegalArgumentException}. */
  public UdpEndpoint {
    if (host.isEmpty() || !isHost(host)) {
      throw new IllegalArgumentException("the host is not a name or an address");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("the port is not between 1 and 65535");
    }
  }

  /** Parses {@code host}, {@code host:port} or {@code [address]:port}. */
  static UdpEndpoint ofAuthority(String text) {
    if (text.indexOf(',') >= 0) {
      throw new IllegalArgumentException("it names more than one server");
    }
    if (text.startsWith("[")) {
      return ofBracketed(text);
    }
    int colon = text.indexOf(':');
    if (colon != text.lastIndexOf(':')) {
      throw new IllegalArgumentException("an IPv6 address needs brackets around it");
    }
    return colon < 0
        ? new UdpEndpoint(text, DEFAULT_PORT)
        : new UdpEndpoint(text.substring(0, colon), port(text.substring(colon + 1)));
  }

  private static UdpEndpoint ofBracketed(String text) {
    int end = text.indexOf(']');
    if (end < 0) {
      throw new IllegalArgumentException("the closing bracket is missing");
    }
    String host = text.substring(1, end);
    String rest = text.substring(end + 1);
    if (rest.isEmpty()) {
      return new UdpEndpoint(host, DEFAULT_PORT);
    }
    if (!rest.startsWith(":")) {
      throw new IllegalArgumentException("the text after the bracket is not a port");
    }
    return new UdpEndpoint(host, port(rest.substring(1)));
  }

  private static int port(String text) {
    boolean digits = !text.isEmpty() && text.length() <= 5;
    for (int i = 0; i < text.length(); i++) {
      digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!digits) {
      throw new IllegalArgumentException("the port is not a number");
    }
    return Integer.parseInt(text);
  }

  private static boolean isHost(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && ".-_:%".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** {@code localhost:8125}, {@code [::1]:8125}. */
  @Override
  public String toString() {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }
}
