package io.athena.apm.core.advice;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What a parameter of an advice stands for. */
interface AdviceParameter {

  /** Pushes the value, as the type that the advice takes it for. */
  void load(AdviceValues values, MethodVisitor code, Type wanted);

  /** Pops what the advice assigns. */
  default void store(AdviceValues values, MethodVisitor code, Type given) {
    throw new Unweavable("an advice assigns what it may only read");
  }

  /** Tells the layout what has to be kept until the method's end. */
  default void keep(AdviceLayout layout) {}

  /** {@code @Advice.This}. */
  record This() implements AdviceParameter {

    @Override
    public void load(AdviceValues values, MethodVisitor code, Type wanted) {
      code.visitVarInsn(Opcodes.ALOAD, values.self());
      Conversion.convert(code, Type.getObjectType(values.method().owner()), wanted);
    }

    @Override
    public void keep(AdviceLayout layout) {
      layout.keepThis();
    }
  }

  /** {@code @Advice.Argument}: as it came, even where the method assigns its parameter later. */
  record Argument(int index) implements AdviceParameter {

    @Override
    public void load(AdviceValues values, MethodVisitor code, Type wanted) {
      Type type = values.method().argument(index);
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), values.argument(index));
      Conversion.convert(code, type, wanted);
    }

    @Override
    public void keep(AdviceLayout layout) {
      layout.keepArgument(index);
    }
  }

  /** {@code @Advice.FieldValue}. */
  record FieldValue(String name) implements AdviceParameter {

    @Override
    public void load(AdviceValues values, MethodVisitor code, Type wanted) {
      FieldReference field = values.field(name);
      if (!field.isStatic()) {
        code.visitVarInsn(Opcodes.ALOAD, values.self());
      }
      code.visitFieldInsn(
          field.isStatic() ? Opcodes.GETSTATIC : Opcodes.GETFIELD,
          field.owner(),
          field.name(),
          field.descriptor());
      Conversion.convert(code, Type.getType(field.descriptor()), wanted);
    }

    @Override
    public void keep(AdviceLayout layout) {
      if (!layout.values().field(name).isStatic()) {
        layout.keepThis();
      }
    }
  }

  /** {@code @Advice.Enter}: what the enter advice gave. */
  record Enter() implements AdviceParameter {

    @Override
    public void load(AdviceValues values, MethodVisitor code, Type wanted) {
      code.visitVarInsn(values.enterType().getOpcode(Opcodes.ILOAD), values.enter());
      Conversion.convert(code, values.enterType(), wanted);
    }
  }

  /** {@code @Advice.Return}. */
  record Return(boolean writable) implements AdviceParameter {

    @Override
    public void load(AdviceValues values, MethodVisitor code, Type wanted) {
      Type result = values.method().result();
      if (!Conversion.isVoid(result)) {
        code.visitVarInsn(result.getOpcode(Opcodes.ILOAD), values.result());
      }
      Conversion.convert(code, result, wanted);
    }

    @Override
    public void store(AdviceValues values, MethodVisitor code, Type given) {
      Type result = values.method().result();
      if (!writable || Conversion.isVoid(result)) {
        throw new Unweavable("an advice assigns a result that it may only read");
      }
      Conversion.convert(code, given, result);
      code.visitVarInsn(result.getOpcode(Opcodes.ISTORE), values.result());
    }
  }

  /** {@code @Advice.Thrown}: null where the method returned, which is all that some exits see. */
  record Thrown() implements AdviceParameter {

    @Override
    public void load(AdviceValues values, MethodVisitor code, Type wanted) {
      if (values.catches()) {
        code.visitVarInsn(Opcodes.ALOAD, values.thrown());
      } else {
        code.visitInsn(Opcodes.ACONST_NULL);
      }
    }
  }

  /** {@code @Advice.Origin("#m")}: the method's name. */
  record Origin() implements AdviceParameter {

    @Override
    public void load(AdviceValues values, MethodVisitor code, Type wanted) {
      code.visitLdcInsn(values.method().name());
    }
  }

  /** {@code @Bound}: not known before a method is. */
  record Named(String name) implements AdviceParameter {

    @Override
    public void load(AdviceValues values, MethodVisitor code, Type wanted) {
      throw new Unweavable("nothing is bound to " + name);
    }
  }
}
