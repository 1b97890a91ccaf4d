package io.athena.apm.core.weaving;

import io.athena.apm.runtime.Probes;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.constant.TextConstant;
import net.bytebuddy.implementation.bytecode.member.MethodInvocation;

/** The code that an advice's exception runs into: {@code Probes.adviceFailed(problem, name)}. */
final class AdviceHandler {

  private static final MethodDescription FAILED = failed();

  private AdviceHandler() {}

  static Advice.ExceptionHandler of(String instrumentation) {
    return new Advice.ExceptionHandler.Simple(
        new StackManipulation.Compound(
            new TextConstant(instrumentation), MethodInvocation.invoke(FAILED)));
  }

  private static MethodDescription failed() {
    try {
      return new MethodDescription.ForLoadedMethod(
          Probes.class.getMethod("adviceFailed", Throwable.class, String.class));
    } catch (NoSuchMethodException impossible) {
      throw new LinkageError("runtime zone", impossible);
    }
  }
}
