package io.athena.apm.premain;

import java.util.Locale;

/**
 * A setting that is needed before the engine reads all of them. That of a file named by {@code
 * config} is not seen.
 */
final class EarlySetting {

  private EarlySetting() {}

  /**
   * Its text, by the usual precedence: agent argument, property, environment.
   *
   * @param arguments the agent's; may be null
   * @param key without dots
   * @return null where it is not set
   */
  static String text(String arguments, String key) {
    String value = argument(arguments, key);
    value = value == null ? System.getProperty("athena.apm." + key) : value;
    return value == null ? System.getenv("APM_" + key.toUpperCase(Locale.ROOT)) : value;
  }

  /** A part without {@code =} goes on with the value before it. */
  private static String argument(String arguments, String key) {
    int start = ("," + arguments).indexOf("," + key + "=");
    if (start < 0) {
      return null;
    }
    String[] parts = arguments.substring(start + key.length() + 1).split(",", -1);
    StringBuilder value = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length && parts[i].indexOf('=') < 0; i++) {
      value.append(',').append(parts[i]);
    }
    return value.toString();
  }
}
