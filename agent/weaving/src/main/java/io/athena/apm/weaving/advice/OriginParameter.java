package io.athena.apm.weaving.advice;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackSize;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * Resolves {@link Advice.Origin} of {@code #t}, the name of the woven class, and {@code #m}, the
 * name of the method. Byte Buddy would load 45 more classes for a constant text.
 */
final class OriginParameter implements Advice.OffsetMapping.Factory<Advice.Origin> {

  @Override
  public Class<Advice.Origin> getAnnotationType() {
    return Advice.Origin.class;
  }

  @Override
  public Advice.OffsetMapping make(
      ParameterDescription.InDefinedShape target,
      AnnotationDescription.Loadable<Advice.Origin> annotation,
      AdviceType adviceType) {
    String pattern = annotation.getValue("value").resolve(String.class);
    return switch (pattern) {
      case "#t", "#m" -> new Mapping(pattern.equals("#t"));
      default -> throw new IllegalStateException("the origin is #t or #m, not " + pattern);
    };
  }

  private record Mapping(boolean isOfType) implements Advice.OffsetMapping {

    @Override
    public Target resolve(
        TypeDescription type,
        MethodDescription method,
        Assigner assigner,
        Advice.ArgumentHandler arguments,
        Sort sort) {
      return new Text(isOfType ? type.getName() : method.getInternalName());
    }
  }

  private record Text(String value) implements ReadValue {

    @Override
    public Size apply(MethodVisitor code, Implementation.Context context) {
      code.visitLdcInsn(value);
      return StackSize.SINGLE.toIncreasingSize();
    }
  }
}
