package io.athena.apm.exporters.otlp;

import java.net.URL;
import java.time.Duration;
import java.util.Map;

/**
 * Where requests of one signal go, and how.
 *
 * @param headers of each request; their values may be secret
 * @param timeout the longest that a request may take
 * @param gzip whether requests are compressed
 * @param tls the files for HTTPS
 */
public record OtlpTarget(
    URL url, Map<String, String> headers, Duration timeout, boolean gzip, TlsFiles tls) {

  private static final int SHORTEST_SECRET = 4;

  /** A text for people, in which the values of the headers are masked. */
  String masked(String text) {
    String masked = text;
    for (String value : headers.values()) {
      masked = value.length() < SHORTEST_SECRET ? masked : masked.replace(value, "****");
    }
    return masked;
  }

  /** The URL without user and query, which may be secret. */
  @Override
  public String toString() {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getProtocol() + "://" + url.getHost() + port + url.getPath();
  }
}
