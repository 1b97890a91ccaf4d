package io.athena.apm.core.rules;

import io.athena.apm.core.values.ValuePath;

/**
 * When a metric is recorded. A value that can't be read, or is null, meets no condition.
 *
 * @param origin its line
 * @param path what is looked at
 * @param literal the text that it is compared with; null where it is a boolean itself
 * @param wanted true for {@code when}, false for {@code unless}
 */
public record Condition(Origin origin, ValuePath path, String literal, boolean wanted) {

  private static final String EQUALS = " == ";

  /**
   * Reads {@code return.malicious} or {@code return.verdict == MALICIOUS}.
   *
   * @throws IllegalArgumentException with a sentence for the operator, where it is neither
   */
  static Condition parse(Origin origin, String text, boolean wanted) {
    int equals = text.indexOf(EQUALS);
    String path = equals < 0 ? text : text.substring(0, equals);
    String literal = equals < 0 ? null : text.substring(equals + EQUALS.length()).trim();
    return new Condition(origin, ValuePath.parse(path.trim()), literal, wanted);
  }

  /** Whether a boolean that was read meets a condition without a literal. */
  public boolean isMetBy(Boolean read) {
    return read != null && read == wanted;
  }

  /** Whether text that was read meets a condition with a literal. */
  public boolean isMetBy(String read) {
    return read != null && read.equals(literal) == wanted;
  }
}
