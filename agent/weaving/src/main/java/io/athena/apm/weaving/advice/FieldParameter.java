package io.athena.apm.weaving.advice;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Resolves {@link Advice.FieldValue} from the fields of the {@link Insertion}. Byte Buddy would
 * search the super classes, and load 20 more classes for that.
 */
final class FieldParameter implements Advice.OffsetMapping.Factory<Advice.FieldValue> {

  @Override
  public Class<Advice.FieldValue> getAnnotationType() {
    return Advice.FieldValue.class;
  }

  @Override
  public Advice.OffsetMapping make(
      ParameterDescription.InDefinedShape target,
      AnnotationDescription.Loadable<Advice.FieldValue> annotation,
      AdviceType adviceType) {
    String name = annotation.getValue("value").resolve(String.class);
    return new Mapping(name, target.getType().asErasure().getDescriptor());
  }

  private record Mapping(String name, String descriptor) implements Advice.OffsetMapping {

    @Override
    public Target resolve(
        TypeDescription type,
        MethodDescription method,
        Assigner assigner,
        Advice.ArgumentHandler arguments,
        Sort sort) {
      FieldReference field = ((AdvisedMethod) method).field(name);
      if (!field.isStatic() && (method.isStatic() || sort.isPremature(method))) {
        throw new IllegalStateException("it has no object whose field " + name + " can be read");
      }
      if (!fits(field.descriptor())) {
        throw new IllegalStateException("field " + name + " has another type");
      }
      return new FieldRead(field);
    }

    private boolean fits(String ofField) {
      return descriptor.equals(ofField)
          || (descriptor.equals("Ljava/lang/Object;") && ofField.length() > 1);
    }
  }

  /** Reads or assigns a field of the woven class in the place of a parameter of the advice. */
  private record FieldRead(FieldReference field) implements ReadValue {

    @Override
    public Size apply(MethodVisitor code, Implementation.Context context) {
      if (!field.isStatic()) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
      }
      code.visitFieldInsn(
          field.isStatic() ? Opcodes.GETSTATIC : Opcodes.GETFIELD,
          field.owner(),
          field.name(),
          field.descriptor());
      int size = Type.getType(field.descriptor()).getSize();
      return new Size(size, size);
    }

    @Override
    public StackManipulation resolveWrite() {
      return new FieldWrite(field);
    }
  }

  /** Assigns the value on the stack, which has one slot, to a field of the object. */
  private record FieldWrite(FieldReference field) implements StackManipulation {

    @Override
    public boolean isValid() {
      return !field.isStatic() && Type.getType(field.descriptor()).getSize() == 1;
    }

    @Override
    public Size apply(MethodVisitor code, Implementation.Context context) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitInsn(Opcodes.SWAP);
      code.visitFieldInsn(Opcodes.PUTFIELD, field.owner(), field.name(), field.descriptor());
      return new Size(-1, 1);
    }
  }
}
