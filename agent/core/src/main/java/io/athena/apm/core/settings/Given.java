package io.athena.apm.core.settings;

/**
 * What a source says of a setting.
 *
 * @param source {@code argument}, {@code property}, {@code environment} or {@code config}
 * @param name what the setting is called there
 * @param text trimmed, not blank
 */
public record Given(String source, String name, String text) {

  /** Null where the text is missing or blank. */
  static Given of(String source, String name, String text) {
    return text == null || text.isBlank() ? null : new Given(source, name, text.trim());
  }

  /** Where it is written: {@code environment APM_ENDPOINT}. */
  public String where() {
    return source + " " + name;
  }
}
