package io.athena.apm.core.advice;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** What a {@link Bound} parameter stands for in one method. */
public final class Binding {

  private final AdviceParameter parameter;

  private Binding(AdviceParameter parameter) {
    this.parameter = parameter;
  }

  /** Null, or zero. */
  public static Binding nothing() {
    return new Binding(new Nothing());
  }

  /** A number that the advice is given. */
  public static Binding constant(int number) {
    return new Binding(new Constant(number));
  }

  /** The object that the method is called on. */
  public static Binding self() {
    return new Binding(new AdviceParameter.This());
  }

  /** An argument of the method, counted from 0. */
  public static Binding argument(int index) {
    return new Binding(new AdviceParameter.Argument(index));
  }

  /** What the method returned. */
  public static Binding result() {
    return new Binding(new AdviceParameter.Return(false));
  }

  AdviceParameter parameter() {
    return parameter;
  }

  private record Nothing() implements AdviceParameter {

    @Override
    public void load(AdviceValues values, MethodVisitor code, Type wanted) {
      Conversion.pushDefault(code, wanted);
    }
  }

  private record Constant(int number) implements AdviceParameter {

    @Override
    public void load(AdviceValues values, MethodVisitor code, Type wanted) {
      code.visitLdcInsn(number);
    }
  }
}
