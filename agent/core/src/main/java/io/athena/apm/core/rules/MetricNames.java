package io.athena.apm.core.rules;

import io.athena.apm.core.text.Excerpt;

/** What metrics, spans and tags may be called. */
final class MetricNames {

  private static final int LONGEST = 200;

  private MetricNames() {}

  /** What is wrong with a name; null where nothing is. */
  static String problem(String what, String name) {
    if (name.isEmpty() || name.length() > LONGEST || !isAllowed(name)) {
      return what
          + " "
          + Excerpt.of(name)
          + " is no name; allowed are letters, digits, dot, underscore and dash, "
          + LONGEST
          + " at most";
    }
    return null;
  }

  private static boolean isAllowed(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean digit = c >= '0' && c <= '9';
      if (!letter && !digit && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }
}
