package io.athena.apm.rules.values;

import io.athena.apm.core.text.Excerpt;
import java.util.ArrayList;
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

  /**
   * Parses a path.
   *
   * @throws IllegalArgumentException with a sentence for the operator, if the text is no path
   */
  public static ValuePath parse(String text) {
    List<String> parts = split(text);
    String first = parts.remove(0);
    int argument = argument(first);
    ValueRoot root = argument >= 0 ? ValueRoot.ARG : root(first);
    if (root == null) {
      throw new IllegalArgumentException(
          "path " + Excerpt.of(text) + " does not begin with one of " + ROOTS);
    }
    return new ValuePath(root, argument, parts);
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int dot = text.indexOf('.', from);
      int to = dot < 0 ? text.length() : dot;
      check(text, from, to);
      parts.add(text.substring(from, to));
      from = to + 1;
      if (parts.size() > MOST_STEPS + 1) {
        throw new IllegalArgumentException(
            "path " + Excerpt.of(text) + " has more than " + MOST_STEPS + " steps");
      }
    }
    return parts;
  }

  private static void check(String text, int from, int to) {
    if (from == to) {
      throw new IllegalArgumentException("path " + Excerpt.of(text) + " has an empty step");
    }
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isISOControl(c) || "()[]{}".indexOf(c) >= 0) {
        throw new IllegalArgumentException(
            "path "
                + Excerpt.of(text)
                + " is not made of names and numbers joined by dots; nothing is called with"
                + " arguments");
      }
    }
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

  /** The position in a step; -1 if the step is none. */
  static int index(String step) {
    if (step.isEmpty() || step.length() > 9 || (step.length() > 1 && step.charAt(0) == '0')) {
      return -1;
    }
    int index = 0;
    for (int i = 0; i < step.length(); i++) {
      int digit = step.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      index = 10 * index + digit;
    }
    return index;
  }

  /** The path as in a rules file. */
  @Override
  public String toString() {
    String first = root.word() + (argument < 0 ? "" : argument);
    return steps.isEmpty() ? first : first + "." + String.join(".", steps);
  }
}
