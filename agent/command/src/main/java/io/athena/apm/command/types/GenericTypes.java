package io.athena.apm.command.types;

import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.description.type.TypeDescription.Generic;

/** Reads declared types. */
final class GenericTypes {

  /** Stands for a type variable, whose members are unknown. */
  static final Generic UNKNOWN = of(Object.class);

  private GenericTypes() {}

  static Generic of(Class<?> type) {
    return TypeDescription.ForLoadedType.of(type).asGenericType();
  }

  /** {@code java.util.Map$Entry[]}, without type arguments. */
  static String name(Generic type) {
    return type.asErasure().getActualName();
  }

  static boolean isVoid(Generic type) {
    return name(type).equals("void");
  }

  /** The bound of a wildcard; unknown for a type variable; other types themselves. */
  static Generic known(Generic type) {
    return switch (type.getSort()) {
      case VARIABLE, VARIABLE_SYMBOLIC -> UNKNOWN;
      case WILDCARD ->
          type.getLowerBounds().isEmpty() ? known(type.getUpperBounds().get(0)) : UNKNOWN;
      default -> type;
    };
  }

  static int arguments(Generic type) {
    return type.getSort().isParameterized() ? type.getTypeArguments().size() : 0;
  }

  /** A type argument; unknown for a raw type. */
  static Generic argument(Generic type, int index) {
    return index < arguments(type) ? known(type.getTypeArguments().get(index)) : UNKNOWN;
  }
}
