package io.athena.apm.core.settings;

/**
 * The text of a setting in the source that sets it.
 *
 * @param source {@code argument}, {@code property}, {@code environment} or {@code config}
 * @param name the setting's name in that source
 * @param text trimmed, not blank
 */
public record SourceText(String source, String name, String text) {

  /** Null where the text is missing or blank. */
  static SourceText of(String source, String name, String text) {
    return text == null || text.isBlank() ? null : new SourceText(source, name, text.trim());
  }

  /** The source and the name: {@code environment APM_ENDPOINT}. */
  public String where() {
    return source + " " + name;
  }
}
