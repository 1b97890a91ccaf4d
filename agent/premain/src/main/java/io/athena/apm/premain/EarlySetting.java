package io.athena.apm.premain;

import java.util.Locale;

/**
 * Reads a setting before the engine has read all of them. Does not read the file that {@code
 * config} names.
 */
final class EarlySetting {

  private EarlySetting() {}

  /**
   * Returns the setting's text by the usual precedence: agent argument, property, environment. As
   * in the engine, a blank value counts as not set, and the last of several values in the argument
   * is used.
   *
   * @param arguments the agent's; may be null
   * @return null if it is not set
   */
  static String text(String arguments, String key) {
    String value = set(argument(arguments, key));
    value = value == null ? set(System.getProperty("athena.apm." + key)) : value;
    String variable = "APM_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    return value == null ? set(System.getenv(variable)) : value;
  }

  private static String set(String value) {
    return value == null || value.trim().isEmpty() ? null : value.trim();
  }

  /** A part without {@code =} continues the value before it. */
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
