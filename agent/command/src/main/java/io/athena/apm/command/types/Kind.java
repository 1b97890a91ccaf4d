package io.athena.apm.command.types;

import java.util.Set;
import net.bytebuddy.description.type.TypeDescription.Generic;

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

  private static final Set<String> FLAGS = Set.of("boolean", "java.lang.Boolean");
  private static final Set<String> TEXTS =
      Set.of("java.lang.String", "java.lang.Class", "char", "java.lang.Character");

  private final String description;

  Kind(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  /** Whether a value of exactly this type is of this kind. */
  boolean takes(Generic type, Set<String> ancestry) {
    String name = GenericTypes.name(type);
    boolean flag = FLAGS.contains(name);
    boolean text = TEXTS.contains(name);
    boolean number =
        (type.isPrimitive() && !flag && !text) || ancestry.contains("java.lang.Number");
    return switch (this) {
      case TEXT -> number || flag || text || ancestry.contains("java.lang.Enum");
      case NUMBER -> number || name.equals("java.time.Duration");
      case BOOLEAN -> flag;
      case ITEMS ->
          type.isArray()
              || ancestry.contains("java.util.Collection")
              || ancestry.contains("java.util.Map");
      case ANY -> true;
    };
  }
}
