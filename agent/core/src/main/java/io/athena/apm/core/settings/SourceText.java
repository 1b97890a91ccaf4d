package io.athena.apm.core.settings;

/**
 * The text of a setting in the source that sets it.
 *
 * @param source {@code argument}, {@code property}, {@code environment} or {@code config}
 * @param name the setting's name in that source
 * @param text trimmed, not blank, without quotes
 * @param wasQuoted whether there were quotes around it: files of variables, unlike shells, leave
 *     them in the value
 */
public record SourceText(String source, String name, String text, boolean wasQuoted) {

  /** Null where the text is missing or blank. */
  static SourceText of(String source, String name, String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String trimmed = text.trim();
    boolean quoted = isQuoted(trimmed);
    String plain = quoted ? trimmed.substring(1, trimmed.length() - 1).trim() : trimmed;
    return plain.isEmpty() ? null : new SourceText(source, name, plain, quoted);
  }

  private static boolean isQuoted(String text) {
    char first = text.charAt(0);
    return text.length() > 1
        && (first == '"' || first == '\'')
        && text.charAt(text.length() - 1) == first;
  }

  /** The source and the name: {@code environment APM_ENDPOINT}. */
  public String where() {
    return source + " " + name;
  }
}
