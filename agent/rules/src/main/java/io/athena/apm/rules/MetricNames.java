package io.athena.apm.rules;

import io.athena.apm.core.text.Excerpt;

/** The names that metrics, spans and tags may have. */
final class MetricNames {

  private static final int LONGEST = 200;

  private MetricNames() {}

  /** Describes what is wrong with a name; null if it is valid. */
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
