package io.athena.apm.core.advice;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Turns the value on top of the stack into what an advice, or the method, takes it for. */
final class Conversion {

  private static final String OBJECT = "java/lang/Object";
  private static final String[] WRAPPERS = {
    null,
    "java/lang/Boolean",
    "java/lang/Character",
    "java/lang/Byte",
    "java/lang/Short",
    "java/lang/Integer",
    "java/lang/Float",
    "java/lang/Long",
    "java/lang/Double"
  };

  private Conversion() {}

  /**
   * Converts.
   *
   * @throws Unweavable where there is no conversion without loss
   */
  static void convert(MethodVisitor code, Type from, Type to) {
    if (from.equals(to)) {
      return;
    }
    boolean toObject = isReference(to) && to.getInternalName().equals(OBJECT);
    if (isVoid(from)) {
      pushDefault(code, to);
    } else if (isReference(from) && isReference(to)) {
      if (!toObject) {
        code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
      }
    } else if (toObject) {
      box(code, from);
    } else {
      throw new Unweavable("an advice takes " + from.getClassName() + " for " + to.getClassName());
    }
  }

  private static void box(MethodVisitor code, Type primitive) {
    String wrapper = WRAPPERS[primitive.getSort()];
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        wrapper,
        "valueOf",
        "(" + primitive.getDescriptor() + ")L" + wrapper + ";",
        false);
  }

  /** Pushes null or zero; nothing for {@code void}. */
  static void pushDefault(MethodVisitor code, Type type) {
    switch (type.getSort()) {
      case Type.VOID -> {}
      case Type.FLOAT -> code.visitInsn(Opcodes.FCONST_0);
      case Type.LONG -> code.visitInsn(Opcodes.LCONST_0);
      case Type.DOUBLE -> code.visitInsn(Opcodes.DCONST_0);
      case Type.ARRAY, Type.OBJECT -> code.visitInsn(Opcodes.ACONST_NULL);
      default -> code.visitInsn(Opcodes.ICONST_0);
    }
  }

  static boolean isVoid(Type type) {
    return type.getSort() == Type.VOID;
  }

  private static boolean isReference(Type type) {
    return type.getSort() >= Type.ARRAY;
  }
}
