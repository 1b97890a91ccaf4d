package io.athena.apm.exporters.prometheus;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The first line and the headers of a request.
 *
 * @param method {@code GET}
 * @param path without the query
 * @param headers by lower-case name; the last of several
 */
record HttpRequest(String method, String path, Map<String, String> headers) {

  /** Parses what stands before the empty line; null where the first line is not one of HTTP. */
  static HttpRequest parse(String head) {
    String[] lines = head.split("\r?\n");
    String[] first = lines[0].split(" ");
    if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        String name = lines[i].substring(0, colon).trim().toLowerCase(Locale.ROOT);
        headers.put(name, lines[i].substring(colon + 1).trim());
      }
    }
    int query = first[1].indexOf('?');
    return new HttpRequest(first[0], query < 0 ? first[1] : first[1].substring(0, query), headers);
  }

  /** A header's value; empty without it. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
