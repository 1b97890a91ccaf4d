package io.athena.apm.weaving.advice;

import net.bytebuddy.asm.Advice.OffsetMapping;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;

/** The value of a {@link Bound} parameter in one method. Immutable. */
public interface Binding {

  /** Null, or zero for a primitive parameter. */
  static Binding nothing() {
    return OffsetMapping.ForUnusedValue::new;
  }

  /** A constant number for an {@code int} parameter. */
  static Binding constant(int number) {
    return target ->
        new OffsetMapping.ForStackManipulation(
            IntegerConstant.forValue(number), target, target, Assigner.Typing.STATIC);
  }

  /** The object that the method is called on. */
  static Binding self() {
    return target ->
        new OffsetMapping.ForThisReference(target, true, Assigner.Typing.STATIC, false);
  }

  /** An argument of the method, counted from 0, as the caller passed it. */
  static Binding argument(int index) {
    return target ->
        new OffsetMapping.ForArgument.Unresolved(target, true, Assigner.Typing.STATIC, index);
  }

  /** The returned value; null or zero if the method threw or is {@code void}. */
  static Binding result() {
    return target -> new OffsetMapping.ForReturnValue(target, true, Assigner.Typing.DYNAMIC);
  }

  /** Describes to Byte Buddy how to load the value for a parameter of this type. */
  OffsetMapping mapping(TypeDescription.Generic target);
}
