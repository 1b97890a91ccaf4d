package io.athena.apm.weaving.advice;

import io.athena.apm.runtime.AdviceNames;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Generates the handler of exceptions in advice, which calls {@code Probes.adviceFailed}. */
final class AdviceFailure implements Advice.ExceptionHandler {

  @Override
  public StackManipulation resolve(MethodDescription method, TypeDescription type) {
    return new Report(AdviceNames.number(((AdvisedMethod) method).origin()));
  }

  private static final class Report extends StackManipulation.AbstractBase {

    private final int instrumentation;

    Report(int instrumentation) {
      this.instrumentation = instrumentation;
    }

    @Override
    public Size apply(MethodVisitor code, Implementation.Context context) {
      if (instrumentation <= Short.MAX_VALUE) {
        code.visitIntInsn(Opcodes.SIPUSH, instrumentation);
      } else {
        code.visitLdcInsn(instrumentation);
      }
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          "io/athena/apm/runtime/Probes",
          "adviceFailed",
          "(Ljava/lang/Throwable;I)V",
          false);
      return new Size(-1, 1);
    }
  }
}
