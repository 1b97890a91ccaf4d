package io.athena.apm.weaving.advice;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Resolves {@link Bound} for Byte Buddy from the bindings of the insertion. */
final class BoundParameter implements Advice.OffsetMapping.Factory<Bound> {

  @Override
  public Class<Bound> getAnnotationType() {
    return Bound.class;
  }

  @Override
  public Advice.OffsetMapping make(
      ParameterDescription.InDefinedShape target,
      AnnotationDescription.Loadable<Bound> annotation,
      AdviceType adviceType) {
    String name = annotation.getValue("value").resolve(String.class);
    return new Mapping(name, target.getType());
  }

  private record Mapping(String name, TypeDescription.Generic target)
      implements Advice.OffsetMapping {

    @Override
    public Target resolve(
        TypeDescription type,
        MethodDescription method,
        Assigner assigner,
        Advice.ArgumentHandler arguments,
        Sort sort) {
      return ((AdvisedMethod) method)
          .binding(name)
          .mapping(target)
          .resolve(type, method, assigner, arguments, sort);
    }
  }
}
