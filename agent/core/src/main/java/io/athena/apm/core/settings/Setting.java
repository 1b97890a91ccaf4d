package io.athena.apm.core.settings;

import java.util.Locale;

/**
 * One row of the table of settings.
 *
 * @param key as in {@code athena.apm.<key>}; the environment variable follows from it
 * @param type how its text is parsed
 * @param byDefault the default as text; empty for none
 * @param <T> the type of its value
 */
public record Setting<T>(String key, SettingType<T> type, String byDefault) {

  static final String PROPERTY_PREFIX = "athena.apm.";
  static final String VARIABLE_PREFIX = "APM_";

  /** The system property: {@code athena.apm.flush.interval}. */
  public String property() {
    return PROPERTY_PREFIX + key;
  }

  /** The environment variable: {@code APM_FLUSH_INTERVAL}. */
  public String variable() {
    return variable(key);
  }

  static String variable(String key) {
    return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
