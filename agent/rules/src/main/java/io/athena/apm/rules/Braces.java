package io.athena.apm.rules;

import io.athena.apm.core.text.Excerpt;
import java.util.ArrayList;
import java.util.List;

/** Alternatives in a pattern: {@code **.{Cache,Store}#{get,find}} stands for four patterns. */
final class Braces {

  /** The maximum number of patterns that a pattern may stand for. */
  private static final int MOST = 1_000;

  private Braces() {}

  /**
   * Returns the patterns that a pattern stands for, at least one.
   *
   * @throws IllegalArgumentException with a sentence for the operator, if braces are not closed,
   *     are nested or leave an alternative empty, or if there are too many
   */
  static List<String> expand(String pattern) {
    List<String> expanded = new ArrayList<>();
    expanded.add("");
    int from = 0;
    for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
      int close = pattern.indexOf('}', open);
      if (close < 0 || pattern.substring(open + 1, close).indexOf('{') >= 0) {
        throw problem(pattern, "has braces that are not closed or are nested");
      }
      String before = pattern.substring(from, open);
      expanded.replaceAll(beginning -> beginning + before);
      expanded = product(expanded, alternatives(pattern, open, close), pattern);
      from = close + 1;
    }
    if (pattern.indexOf('}', from) >= 0) {
      throw problem(pattern, "has a } without a {");
    }
    String rest = pattern.substring(from);
    expanded.replaceAll(beginning -> beginning + rest);
    return expanded;
  }

  private static List<String> alternatives(String pattern, int open, int close) {
    List<String> alternatives = new ArrayList<>();
    for (String each : pattern.substring(open + 1, close).split(",", -1)) {
      if (each.isBlank()) {
        throw problem(pattern, "has an empty alternative in braces");
      }
      alternatives.add(each.trim());
    }
    return alternatives;
  }

  private static List<String> product(List<String> beginnings, List<String> ends, String pattern) {
    if (beginnings.size() * ends.size() > MOST) {
      throw problem(pattern, "stands for more than " + MOST + " patterns");
    }
    List<String> product = new ArrayList<>();
    for (String beginning : beginnings) {
      for (String end : ends) {
        product.add(beginning + end);
      }
    }
    return product;
  }

  private static IllegalArgumentException problem(String pattern, String sentence) {
    return new IllegalArgumentException("method " + Excerpt.of(pattern) + " " + sentence);
  }
}
