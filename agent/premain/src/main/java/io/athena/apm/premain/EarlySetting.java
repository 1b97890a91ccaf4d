package io.athena.apm.premain;

import java.util.Locale;

/**
 * A setting that is needed before the engine reads all of them. That of a file named by {@code
 * config} is not seen.
 */
final class EarlySetting {

  private EarlySetting() {}

  /**
   * Its text, by the usual precedence: agent argument, property, environment. One that is blank is
   * not set, and of several in the argument the last counts, as for the engine.
   *
   * @param arguments the agent's; may be null
   * @param key without dots
   * @return null where it is not set
   */
  static String text(String arguments, String key) {
    String value = set(argument(arguments, key));
    value = value == null ? set(System.getProperty("athena.apm." + key)) : value;
    return value == null ? set(System.getenv("APM_" + key.toUpperCase(Locale.ROOT))) : value;
  }

  private static String set(String value) {
    return value == null || value.trim().isEmpty() ? null : value.trim();
  }

  /** A part without {@code =} goes on with the value before it. */
  private static String argument(String arguments, String key) {
    StringBuilder value = null;
    boolean goesOn = false;
    for (String part : arguments == null ? new String[0] : arguments.split(",")) {
      int equals = part.indexOf('=');
      if (equals >= 0) {
        goesOn = part.substring(0, equals).trim().equals(key);
        value = goesOn ? new StringBuilder(part.substring(equals + 1)) : value;
      } else if (goesOn) {
        value.append(',').append(part);
      }
    }
    return value == null ? null : value.toString();
  }
}
