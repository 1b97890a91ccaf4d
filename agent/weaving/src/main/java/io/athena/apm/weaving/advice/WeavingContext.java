package io.athena.apm.weaving.advice;

import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.auxiliary.AuxiliaryType;
import net.bytebuddy.implementation.bytecode.StackManipulation;

/**
 * Describes the class that is woven to {@code Advice}. Advice adds no member and no auxiliary type
 * to it. Byte Buddy's own context would load ten more classes.
 */
record WeavingContext(TypeDescription type, ClassFileVersion version)
    implements Implementation.Context {

  @Override
  public TypeDescription getInstrumentedType() {
    return type;
  }

  @Override
  public ClassFileVersion getClassFileVersion() {
    return version;
  }

  @Override
  public FrameGeneration getFrameGeneration() {
    return FrameGeneration.GENERATE;
  }

  @Override
  public TypeDescription register(AuxiliaryType auxiliary) {
    throw noNewMember();
  }

  @Override
  public FieldDescription.InDefinedShape cache(StackManipulation value, TypeDescription ofType) {
    throw noNewMember();
  }

  @Override
  public MethodDescription.InDefinedShape registerAccessorFor(
      Implementation.SpecialMethodInvocation call, AccessType access) {
    throw noNewMember();
  }

  @Override
  public MethodDescription.InDefinedShape registerGetterFor(
      FieldDescription field, AccessType access) {
    throw noNewMember();
  }

  @Override
  public MethodDescription.InDefinedShape registerSetterFor(
      FieldDescription field, AccessType access) {
    throw noNewMember();
  }

  private static IllegalStateException noNewMember() {
    return new IllegalStateException("advice adds no member to a class");
  }
}
