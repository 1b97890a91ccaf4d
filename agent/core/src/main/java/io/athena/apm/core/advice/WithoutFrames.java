package io.athena.apm.core.advice;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Code of a class file that is older than stack map frames. */
final class WithoutFrames extends MethodVisitor {

  WithoutFrames(MethodVisitor code) {
    super(Opcodes.ASM9, code);
  }

  @Override
  public void visitFrame(
      int type, int localCount, Object[] local, int stackCount, Object[] stackTypes) {
    // Its verifier finds out for itself.
  }
}
