package io.athena.apm.weaving.advice;

import java.util.List;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Describes types to Byte Buddy by their names alone, so that no class is loaded or read. */
final class TypeDescriptions {

  private TypeDescriptions() {}

  static TypeDescription of(Type type) {
    return switch (type.getSort()) {
      case Type.VOID -> TypeDescription.ForLoadedType.of(void.class);
      case Type.BOOLEAN -> TypeDescription.ForLoadedType.of(boolean.class);
      case Type.CHAR -> TypeDescription.ForLoadedType.of(char.class);
      case Type.BYTE -> TypeDescription.ForLoadedType.of(byte.class);
      case Type.SHORT -> TypeDescription.ForLoadedType.of(short.class);
      case Type.INT -> TypeDescription.ForLoadedType.of(int.class);
      case Type.FLOAT -> TypeDescription.ForLoadedType.of(float.class);
      case Type.LONG -> TypeDescription.ForLoadedType.of(long.class);
      case Type.DOUBLE -> TypeDescription.ForLoadedType.of(double.class);
      case Type.ARRAY ->
          TypeDescription.ArrayProjection.of(of(type.getElementType()), type.getDimensions());
      default ->
          new TypeDescription.Latent(type.getClassName(), Opcodes.ACC_PUBLIC, null, List.of());
    };
  }

  /** The same as Byte Buddy wants it for a parameter or a result. */
  static TypeDescription.Generic generic(Type type) {
    return new TypeDescription.Generic.OfNonGenericType.ForErasure(of(type));
  }
}
