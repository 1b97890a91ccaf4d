package com.athena.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

/** Reads the query of an address. */
final class Query {

  private Query() {}

  /**
   * The parameters, decoded.
   *
   * @param rawQuery what follows the question mark in a valid address, null if nothing does
   */
  static Map<String, String> parse(String rawQuery) {
    var parameters = new HashMap<String, String>();
    for (String pair : (rawQuery == null ? "" : rawQuery).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, UTF_8);
  }
}
