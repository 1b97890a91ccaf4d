package io.athena.apm.weaving.advice;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;

/** Refuses code that Byte Buddy would weave into an invalid method. */
final class WeavableCode extends MethodVisitor {

  /** The JVM allows 65,535; the rest is for the variables of advice. */
  private static final int MOST_LOCALS = 60_000;

  WeavableCode(MethodVisitor advised) {
    super(OpenedClassReader.ASM_API, advised);
  }

  /**
   * Compilers no longer generate subroutines since Java 6; advice can't be woven at their returns.
   */
  @Override
  public void visitJumpInsn(int opcode, Label label) {
    if (opcode == Opcodes.JSR) {
      throw new IllegalStateException("it has a subroutine (jsr)");
    }
    super.visitJumpInsn(opcode, label);
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    if (variable > MOST_LOCALS) {
      throw new IllegalStateException("it has too many local variables");
    }
    super.visitVarInsn(opcode, variable);
  }
}
