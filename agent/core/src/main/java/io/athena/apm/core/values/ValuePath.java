package io.athena.apm.core.values;

import io.athena.apm.core.text.Excerpt;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a value is: {@code return.findings.0.severity}.
 *
 * @param root what the path begins at
 * @param argument which argument, from 0; -1 where the root is none
 * @param steps names of members, keys of maps and positions in lists; may be empty
 */
public record ValuePath(ValueRoot root, int argument, List<String> steps) {

  /** At most so many steps. */
  public static final int MOST_STEPS = 10;

  private static final String ROOTS = "this, arg0 to arg254, return, error, item";
  private static final int MOST_ARGUMENTS = 255;

  /** A path, its steps copied. */
  public ValuePath {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException with a sentence for the operator, where the text is none
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

  /** Without numbers such as {@code arg00}, so that a path has one spelling. */
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

  /** The position that a step names; -1 where it names none. */
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

  /** As it is written. */
  @Override
  public String toString() {
    String first = root.word() + (argument < 0 ? "" : argument);
    return steps.isEmpty() ? first : first + "." + String.join(".", steps);
  }
}
