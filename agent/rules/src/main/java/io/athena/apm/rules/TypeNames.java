package io.athena.apm.rules;

import io.athena.apm.core.text.Excerpt;

/** The syntax of class names, with or without wildcards. */
final class TypeNames {

  private TypeNames() {}

  /** Refuses a text that is no pattern for class names, with a sentence for the operator. */
  static void check(String text) {
    for (String segment : text.split("\\.", -1)) {
      checkSegment(text, segment);
    }
  }

  private static void checkSegment(String text, String segment) {
    if (segment.contains("**") && !segment.equals("**")) {
      throw new IllegalArgumentException(
          "class " + Excerpt.of(text) + " has ** beside other characters; ** stands for packages");
    }
    if (segment.isEmpty() || !isName(segment)) {
      throw new IllegalArgumentException(
          "class "
              + Excerpt.of(text)
              + " is not a name such as com.acme.Outer$Inner, **.Scanner or com.acme.*Scanner");
    }
  }

  /** Names joined by dots. */
  static boolean isQualifiedName(String text) {
    for (String segment : text.split("\\.", -1)) {
      if (segment.isEmpty() || !isName(segment)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Letters and digits of any alphabet. Kotlin and Scala allow further characters, which are
   * refused.
   */
  static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isJavaIdentifierPart(c) && c != '*' && c != '-') {
        return false;
      }
    }
    return true;
  }
}
