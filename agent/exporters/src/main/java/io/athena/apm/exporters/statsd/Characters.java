package io.athena.apm.exporters.statsd;

/**
 * Replaces characters that a wire format does not allow by {@code _}. Used once for each series.
 */
final class Characters {

  private Characters() {}

  /**
   * Replaces each character except ASCII letters, digits and some more. Returns the same object if
   * nothing is replaced.
   */
  static String ascii(String text, String alsoAllowed) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      char c = text.charAt(i);
      boolean allowed = isLetter(c) || (c >= '0' && c <= '9') || alsoAllowed.indexOf(c) >= 0;
      kept.append(allowed ? c : '_');
    }
    return text.contentEquals(kept) ? text : kept.toString();
  }

  /** Replaces blanks, control characters, unpaired surrogates and some more. */
  static String unicode(String text, String alsoRefused) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      kept.appendCodePoint(isBlank(c) || alsoRefused.indexOf(c) >= 0 ? '_' : c);
      i += Character.charCount(c);
    }
    return kept.toString();
  }

  static String orNone(String text) {
    return text.isEmpty() ? "none" : text;
  }

  /** The first characters of a text. Never splits a surrogate pair. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, splitsPair ? longest - 1 : longest);
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isBlank(int c) {
    return Character.isISOControl(c)
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
