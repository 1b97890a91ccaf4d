package io.athena.apm.rules.values;

import io.athena.apm.core.text.Excerpt;
import java.util.Arrays;
import java.util.List;

/**
 * A path to a value: {@code return.findings.0.severity}.
 *
 * @param root where the path begins
 * @param argument the index of the argument; -1 for other roots
 * @param steps names of members, keys of maps and positions in lists; may be empty
 */
public record ValuePath(ValueRoot root, int argument, List<String> steps) {

  /** The maximum number of steps. */
  public static final int MOST_STEPS = 10;

  private static final String ROOTS = "this, arg0 to arg254, return, error, item";
  private static final int MOST_ARGUMENTS = 255;

  /** Copies the steps. */
  public ValuePath {
    steps = List.copyOf(steps);
  }

  /** Parses a path; refuses other texts with a sentence for the operator. */
  public static ValuePath parse(String text) {
    String[] parts = text.split("\\.", MOST_STEPS + 1);
    for (String part : parts) {
      check(text, part);
    }
    int argument = argument(parts[0]);
    ValueRoot root = argument >= 0 ? ValueRoot.ARG : root(parts[0]);
    if (root == null) {
      throw problem(text, "does not begin with one of " + ROOTS);
    }
    return new ValuePath(root, argument, Arrays.asList(parts).subList(1, parts.length));
  }

  private static void check(String text, String part) {
    if (part.isEmpty()) {
      throw problem(text, "has an empty step");
    }
    if (part.indexOf('.') >= 0) {
      throw problem(text, "has more than " + MOST_STEPS + " steps");
    }
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (Character.isWhitespace(c) || Character.isISOControl(c) || "()[]{}".indexOf(c) >= 0) {
        throw problem(
            text,
            "is not names and numbers joined by dots; methods with arguments can't be called");
      }
    }
  }

  private static IllegalArgumentException problem(String text, String sentence) {
    return new IllegalArgumentException("path " + Excerpt.of(text) + " " + sentence);
  }

  /** Refuses {@code arg00} and the like: each path has one spelling. */
  private static int argument(String word) {
    String prefix = ValueRoot.ARG.word();
    int number = word.startsWith(prefix) ? index(word.substring(prefix.length())) : -1;
    return number < MOST_ARGUMENTS ? number : -1;
  }

  private static ValueRoot root(String word) {
    for (ValueRoot root : ValueRoot.values()) {
      if (root != ValueRoot.ARG && root.word().equals(word)) {
        return root;
      }
    }
    return null;
  }

  /**
   * Returns a step as a position in a list; -1 if it is not a number from 0 without leading zeros.
   */
  static int index(String step) {
    try {
      int index = Integer.parseInt(step);
      return Integer.toString(index).equals(step) ? Math.max(-1, index) : -1;
    } catch (NumberFormatException name) {
      return -1;
    }
  }

  /** The path as in a rules file. */
  @Override
  public String toString() {
    String first = root.word() + (argument < 0 ? "" : argument);
    return steps.isEmpty() ? first : first + "." + String.join(".", steps);
  }
}
