package io.athena.apm.weaving.advice;

import net.bytebuddy.asm.Advice.OffsetMapping;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;

/** The value of a {@link Bound} parameter in one method. Immutable. */
public sealed interface Binding {

  /** Null, or zero for a primitive parameter. */
  static Binding nothing() {
    return new Nothing();
  }

  /** A constant number for an {@code int} parameter. */
  static Binding constant(int number) {
    return new Constant(number);
  }

  /** The object that the method is called on. */
  static Binding self() {
    return new Self();
  }

  /**
   * An argument of the method, as the caller passed it.
   *
   * @param index counted from 0
   */
  static Binding argument(int index) {
    return new Argument(index);
  }

  /** The returned value; null or zero if the method threw or is {@code void}. */
  static Binding result() {
    return new Result();
  }

  /**
   * How Byte Buddy loads the value.
   *
   * @param target the type of the parameter
   */
  OffsetMapping mapping(TypeDescription.Generic target);

  /** See {@link #nothing}. */
  record Nothing() implements Binding {

    @Override
    public OffsetMapping mapping(TypeDescription.Generic target) {
      return new OffsetMapping.ForUnusedValue(target);
    }
  }

  /** See {@link #constant}. */
  record Constant(int number) implements Binding {

    @Override
    public OffsetMapping mapping(TypeDescription.Generic target) {
      return new OffsetMapping.ForStackManipulation(
          IntegerConstant.forValue(number), target, target, Assigner.Typing.STATIC);
    }
  }

  /** See {@link #self}. */
  record Self() implements Binding {

    @Override
    public OffsetMapping mapping(TypeDescription.Generic target) {
      return new OffsetMapping.ForThisReference(target, true, Assigner.Typing.STATIC, false);
    }
  }

  /** See {@link #argument}. */
  record Argument(int index) implements Binding {

    @Override
    public OffsetMapping mapping(TypeDescription.Generic target) {
      return new OffsetMapping.ForArgument.Unresolved(target, true, Assigner.Typing.STATIC, index);
    }
  }

  /** See {@link #result}. */
  record Result() implements Binding {

    @Override
    public OffsetMapping mapping(TypeDescription.Generic target) {
      return new OffsetMapping.ForReturnValue(target, true, Assigner.Typing.DYNAMIC);
    }
  }
}
