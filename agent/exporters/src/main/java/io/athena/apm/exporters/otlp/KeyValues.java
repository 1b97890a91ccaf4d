package io.athena.apm.exporters.otlp;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Parses {@code key=value,key=value} of OpenTelemetry's variables, where a value is
 * percent-encoded. Source: opentelemetry-specification, {@code specification/protocol/exporter.md}.
 */
final class KeyValues {

  private KeyValues() {}

  /**
   * The values by key.
   *
   * @param problems gets a sentence for each part that is left out, without the part: it may be a
   *     secret
   */
  static Map<String, String> parse(String name, String text, Consumer<String> problems) {
    Map<String, String> values = new TreeMap<>();
    String[] parts = text.split(",");
    for (int i = 0; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0 && !parts[i].substring(0, equals).isBlank()) {
        String value = parts[i].substring(equals + 1).trim();
        values.put(parts[i].substring(0, equals).trim(), decoded(value));
      } else if (!parts[i].isBlank()) {
        problems.accept(name + ": part " + (i + 1) + " is not key=value and is left out");
      }
    }
    return values;
  }

  /** The text itself where it is not percent-encoded. A plus is a plus, unlike in forms. */
  private static String decoded(String text) {
    try {
      return text.indexOf('%') < 0
          ? text
          : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException plain) {
      return text;
    }
  }
}
