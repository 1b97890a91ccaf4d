package io.athena.apm.core.advice;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Moves the instructions of one advice method into another method: its parameters become what they
 * stand for, its variables get other slots, its returns become jumps behind it.
 */
final class InlinedAdvice extends MethodVisitor {

  private final AdviceMethod advice;
  private final AdviceValues values;
  private final List<Object> frame;
  private final int firstFree;
  private final boolean frames;
  private final Label end;
  private int stack;
  private int locals;

  /**
   * An inlining.
   *
   * @param code where the instructions go
   * @param frame the method's variables below {@code firstFree}, while the advice runs
   * @param firstFree the first slot for the advice's own variables
   * @param frames whether the class file has any
   * @param end the label behind the advice
   */
  InlinedAdvice(
      MethodVisitor code,
      AdviceMethod advice,
      AdviceValues values,
      List<Object> frame,
      int firstFree,
      boolean frames,
      Label end) {
    super(Opcodes.ASM9, code);
    this.advice = advice;
    this.values = values;
    this.frame = frame;
    this.firstFree = firstFree;
    this.frames = frames;
    this.end = end;
  }

  /** Slots of operand stack that it needs; a boxed long takes two where the advice counts one. */
  int stack() {
    return stack + 2;
  }

  /** Slots of local variables that it needs, those of the method included. */
  int locals() {
    return firstFree + locals - advice.parameterSlots();
  }

  @Override
  public void visitVarInsn(int opcode, int slot) {
    if (slot >= advice.parameterSlots()) {
      super.visitVarInsn(opcode, moved(slot));
      return;
    }
    int index = advice.parameterAt(slot);
    AdviceParameter parameter = advice.parameters()[index];
    if (opcode >= Opcodes.ISTORE) {
      parameter.store(values, mv, advice.type(index));
    } else {
      parameter.load(values, mv, advice.type(index));
    }
  }

  @Override
  public void visitIincInsn(int slot, int increment) {
    if (slot < advice.parameterSlots()) {
      throw new Unweavable("an advice counts in a parameter");
    }
    super.visitIincInsn(moved(slot), increment);
  }

  private int moved(int slot) {
    return slot - advice.parameterSlots() + firstFree;
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
      super.visitInsn(opcode);
      return;
    }
    if (opcode != Opcodes.RETURN) {
      Type result = advice.result();
      super.visitVarInsn(result.getOpcode(Opcodes.ISTORE), values.enter());
    }
    super.visitJumpInsn(Opcodes.GOTO, end);
  }

  @Override
  public void visitFrame(
      int type, int localCount, Object[] local, int stackCount, Object[] stackTypes) {
    if (frames) {
      List<Object> all = new ArrayList<>(frame);
      all.addAll(FrameLocals.behind(advice.parameterSlots(), localCount, local));
      super.visitFrame(Opcodes.F_NEW, all.size(), all.toArray(), stackCount, stackTypes);
    }
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    stack = maxStack;
    locals = maxLocals;
  }

  @Override
  public void visitCode() {
    // The method has begun already.
  }

  @Override
  public void visitEnd() {
    // The method goes on.
  }

  @Override
  public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return null;
  }

  @Override
  public void visitAnnotableParameterCount(int count, boolean visible) {
    // The method's own are meant.
  }

  @Override
  public AnnotationVisitor visitParameterAnnotation(
      int parameter, String descriptor, boolean visible) {
    return null;
  }
}
