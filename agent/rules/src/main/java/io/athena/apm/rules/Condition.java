package io.athena.apm.rules;

import io.athena.apm.core.text.Excerpt;
import io.athena.apm.rules.values.ValuePath;

/**
 * A condition for recording a metric. Neither null nor a value that can't be read meets any
 * condition.
 *
 * @param origin its line
 * @param path the value to test
 * @param literal the text to compare with; null if the value is a boolean
 * @param wanted true for {@code when}, false for {@code unless}
 */
public record Condition(Origin origin, ValuePath path, String literal, boolean wanted) {

  private static final String EQUALS = "==";

  /**
   * Characters of other languages' operators. A path can't contain them, not even in a map's keys.
   */
  private static final String COMPARISONS = "=!<>";

  /**
   * Reads {@code return.malicious}, {@code return.verdict == MALICIOUS} or {@code
   * return.verdict=='not sure'}; refuses other texts with a sentence for the operator.
   */
  static Condition parse(Origin origin, String text, boolean wanted) {
    int equals = text.indexOf(EQUALS);
    String path = equals < 0 ? text : text.substring(0, equals).trim();
    String literal = equals < 0 ? "" : text.substring(equals + EQUALS.length()).trim();
    if (literal.startsWith("=") || path.chars().anyMatch(c -> COMPARISONS.indexOf(c) >= 0)) {
      throw new IllegalArgumentException(
          "condition "
              + Excerpt.of(text)
              + " is neither the path to a boolean nor path == text; for 'not equal' use 'unless'");
    }
    if (equals >= 0 && literal.isEmpty()) {
      throw new IllegalArgumentException(
          "condition " + Excerpt.of(text) + " has no text after ==; for an empty text write ''");
    }
    return new Condition(
        origin, ValuePath.parse(path), equals < 0 ? null : unquoted(literal), wanted);
  }

  private static String unquoted(String literal) {
    int last = literal.length() - 1;
    char quote = literal.charAt(0);
    boolean quoted = last > 0 && (quote == '\'' || quote == '"') && literal.charAt(last) == quote;
    return quoted ? literal.substring(1, last) : literal;
  }

  /** Whether a boolean meets a condition without a literal. */
  public boolean isMetBy(Boolean read) {
    return read != null && read == wanted;
  }

  /** Whether text meets a condition with a literal. */
  public boolean isMetBy(String read) {
    return read != null && read.equals(literal) == wanted;
  }
}
