package io.athena.apm.rules;

/** Matches text against patterns in which {@code *} stands for any number of characters. */
public final class Glob {

  private Glob() {}

  static boolean isGlob(String pattern) {
    return pattern.indexOf('*') >= 0;
  }

  /** Whether a whole text matches. */
  public static boolean matches(String pattern, String text) {
    return matches(pattern, text, 0, text.length());
  }

  /** Whether a part of a text matches. Backtracks to the last star only: linear in practice. */
  static boolean matches(String pattern, String text, int from, int to) {
    int p = 0;
    int t = from;
    int star = -1;
    int resume = from;
    while (t < to) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
