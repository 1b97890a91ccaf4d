package io.athena.apm.command.types;

import java.util.Set;

/** The kind of value that a rule expects. */
public enum Kind {
  /** For tags and {@code ==}. */
  TEXT("text, number, boolean or enum"),
  /** For histograms, gauges and counts with a value. */
  NUMBER("number"),
  /** For conditions. */
  BOOLEAN("boolean"),
  /** For {@code each}. */
  ITEMS("array, collection or map"),
  /** For {@code on-change}, which compares texts. */
  ANY("value");

  private static final Set<String> CHARACTERS = Set.of("java.lang.String", "java.lang.Class");
  private static final Set<String> FLAGS = Set.of("boolean", "java.lang.Boolean");
  private static final Set<String> LETTERS = Set.of("char", "java.lang.Character");

  private final String description;

  Kind(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  /** Whether a value of exactly this type is of this kind. */
  boolean takes(DeclaredType type, Set<String> ancestry, boolean isEnum) {
    boolean flag = FLAGS.contains(type.toString());
    boolean letter = LETTERS.contains(type.toString());
    boolean primitive = type.isPrimitive() && !flag && !letter;
    boolean number = primitive || (!type.isArray() && isNumber(ancestry));
    return switch (this) {
      case TEXT -> number || flag || letter || isEnum || CHARACTERS.contains(type.toString());
      case NUMBER -> number || type.toString().equals("java.time.Duration");
      case BOOLEAN -> flag;
      case ITEMS -> type.isArray() || isCollection(ancestry);
      case ANY -> true;
    };
  }

  private static boolean isNumber(Set<String> ancestry) {
    return ancestry.contains("java.lang.Number");
  }

  private static boolean isCollection(Set<String> ancestry) {
    return ancestry.contains("java.util.Collection") || ancestry.contains("java.util.Map");
  }
}
