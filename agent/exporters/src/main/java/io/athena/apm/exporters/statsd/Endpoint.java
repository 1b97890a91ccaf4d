package io.athena.apm.exporters.statsd;

/**
 * Where a StatsD server is expected. Nothing is looked up.
 *
 * @param host a name or an address, without brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {

  /** StatsD's registered habit. */
  public static final int DEFAULT_PORT = 8125;

  private static final String SCHEME = "udp://";

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException where one is not valid
   */
  public Endpoint {
    if (host.isEmpty() || !isHost(host)) {
      throw new IllegalArgumentException("'" + host + "' is not a host name or an address");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("the port is not between 1 and 65535: " + port);
    }
  }

  /**
   * Reads {@code host}, {@code host:port} or {@code [address]:port}, each with or without {@code
   * udp://} before it. The port is {@value #DEFAULT_PORT} where there is none.
   *
   * @throws IllegalArgumentException with a message for the operator where it is anything else
   */
  public static Endpoint parse(String text) {
    try {
      return ofAuthority(authority(text.strip()));
    } catch (IllegalArgumentException problem) {
      throw new IllegalArgumentException(
          "endpoint '"
              + text
              + "': "
              + problem.getMessage()
              + "; expected host:port, such as localhost:8125 or [::1]:8125",
          problem);
    }
  }

  private static String authority(String text) {
    if (text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return text.substring(SCHEME.length());
    }
    if (text.contains("://")) {
      throw new IllegalArgumentException("StatsD is sent over udp:// only");
    }
    return text;
  }

  private static Endpoint ofAuthority(String text) {
    if (text.startsWith("[")) {
      return ofBracketed(text);
    }
    int colon = text.indexOf(':');
    if (colon != text.lastIndexOf(':')) {
      throw new IllegalArgumentException("an IPv6 address needs brackets around it");
    }
    return colon < 0
        ? new Endpoint(text, DEFAULT_PORT)
        : new Endpoint(text.substring(0, colon), port(text.substring(colon + 1)));
  }

  private static Endpoint ofBracketed(String text) {
    int end = text.indexOf(']');
    if (end < 0) {
      throw new IllegalArgumentException("the closing bracket is missing");
    }
    String host = text.substring(1, end);
    String rest = text.substring(end + 1);
    if (rest.isEmpty()) {
      return new Endpoint(host, DEFAULT_PORT);
    }
    if (!rest.startsWith(":")) {
      throw new IllegalArgumentException("'" + rest + "' after the bracket is not a port");
    }
    return new Endpoint(host, port(rest.substring(1)));
  }

  private static int port(String text) {
    boolean digits = !text.isEmpty() && text.length() <= 5;
    for (int i = 0; i < text.length(); i++) {
      digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!digits) {
      throw new IllegalArgumentException("the port is not a number: '" + text + "'");
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
