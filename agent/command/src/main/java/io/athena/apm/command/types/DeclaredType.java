package io.athena.apm.command.types;

import java.util.List;
import java.util.Set;

/**
 * A type as a class file declares it.
 *
 * @param name the binary name of a class, or {@code int}
 * @param dimensions how many dimensions an array has; 0 for none
 * @param arguments its type arguments; empty for a raw or plain type
 */
record DeclaredType(String name, int dimensions, List<DeclaredType> arguments) {

  /** Stands for a type variable or a wildcard, whose members are unknown. */
  static final DeclaredType UNKNOWN = of("java.lang.Object");

  private static final Set<String> PRIMITIVES =
      Set.of("boolean", "byte", "char", "double", "float", "int", "long", "short", "void");

  DeclaredType {
    arguments = List.copyOf(arguments);
  }

  static DeclaredType of(String name) {
    return new DeclaredType(name, 0, List.of());
  }

  boolean isArray() {
    return dimensions > 0;
  }

  boolean isPrimitive() {
    return dimensions == 0 && PRIMITIVES.contains(name);
  }

  DeclaredType element() {
    return new DeclaredType(name, dimensions - 1, arguments);
  }

  /** A type argument; unknown for a raw type. */
  DeclaredType argument(int index) {
    return index < arguments.size() ? arguments.get(index) : UNKNOWN;
  }

  @Override
  public String toString() {
    return name + "[]".repeat(dimensions);
  }
}
