package io.athena.apm.core.advice;

import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Tells an {@link OperandStack} of each instruction of a method, once the visitor behind it has
 * seen it: at a return that visitor still finds what the return takes.
 */
final class StackFollower extends MethodVisitor {

  private final OperandStack stack;

  StackFollower(MethodVisitor next, OperandStack stack) {
    super(Opcodes.ASM9, next);
    this.stack = stack;
  }

  @Override
  public void visitInsn(int opcode) {
    super.visitInsn(opcode);
    stack.instruction(opcode);
  }

  @Override
  public void visitVarInsn(int opcode, int slot) {
    super.visitVarInsn(opcode, slot);
    stack.instruction(opcode);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    super.visitIntInsn(opcode, operand);
    stack.instruction(opcode);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    super.visitTypeInsn(opcode, type);
    stack.instruction(opcode);
  }

  @Override
  public void visitLdcInsn(Object value) {
    super.visitLdcInsn(value);
    stack.change(isWide(value) ? 2 : 1);
  }

  private static boolean isWide(Object value) {
    return value instanceof Long
        || value instanceof Double
        || (value instanceof ConstantDynamic constant && constant.getSize() == 2);
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    super.visitMultiANewArrayInsn(descriptor, dimensions);
    stack.change(1 - dimensions);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    super.visitFieldInsn(opcode, owner, name, descriptor);
    stack.field(opcode, descriptor);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    stack.invoke(opcode, descriptor);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    stack.invoke(Opcodes.INVOKEDYNAMIC, descriptor);
  }

  @Override
  public void visitJumpInsn(int opcode, Label target) {
    super.visitJumpInsn(opcode, target);
    stack.instruction(opcode);
    stack.meet(target);
    if (opcode == Opcodes.GOTO) {
      stack.end();
    }
  }

  @Override
  public void visitTableSwitchInsn(int least, int most, Label otherwise, Label... labels) {
    super.visitTableSwitchInsn(least, most, otherwise, labels);
    visitSwitch(Opcodes.TABLESWITCH, otherwise, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    super.visitLookupSwitchInsn(otherwise, keys, labels);
    visitSwitch(Opcodes.LOOKUPSWITCH, otherwise, labels);
  }

  private void visitSwitch(int opcode, Label otherwise, Label... labels) {
    stack.instruction(opcode);
    stack.meet(otherwise);
    for (Label label : labels) {
      stack.meet(label);
    }
    stack.end();
  }

  @Override
  public void visitLabel(Label label) {
    super.visitLabel(label);
    stack.label(label);
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    super.visitTryCatchBlock(start, end, handler, type);
    stack.handler(handler);
  }

  @Override
  public void visitFrame(
      int type, int localCount, Object[] local, int stackCount, Object[] stackTypes) {
    super.visitFrame(type, localCount, local, stackCount, stackTypes);
    stack.set(FrameLocals.size(stackCount, stackTypes));
  }
}
