package io.athena.apm.premain;

/** Finds names of classes in text: of any alphabet, with dots, stars and dashes. */
final class Names {

  private Names() {}

  /** The name that ends at a place, white space apart; empty where there is none. */
  static String before(String text, int place) {
    int end = place;
    while (end > 0 && text.charAt(end - 1) <= ' ') {
      end--;
    }
    int from = end;
    while (from > 0 && isPart(text.charAt(from - 1))) {
      from--;
    }
    return text.substring(from, end);
  }

  /** Where the name ends that begins at a place. */
  static int end(String text, int place) {
    int end = place;
    while (end < text.length() && isPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Whether a pattern is {@code *}, {@code **}, or the same of several segments. */
  static boolean areEveryClass(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) != '*' && pattern.charAt(i) != '.') {
        return false;
      }
    }
    return true;
  }

  private static boolean isPart(char c) {
    return Character.isJavaIdentifierPart(c) || c == '-' || c == '.' || c == '*';
  }
}
