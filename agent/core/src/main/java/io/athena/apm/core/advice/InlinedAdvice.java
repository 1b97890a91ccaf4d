package io.athena.apm.core.advice;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Handle;
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
  private final int version;
  private final Label end;
  private int stack;
  private int locals;

  /**
   * An inlining.
   *
   * @param code where the instructions go
   * @param frame the method's variables below {@code firstFree}, while the advice runs
   * @param firstFree the first slot for the advice's own variables
   * @param version the class file's major version
   * @param end the label behind the advice
   */
  InlinedAdvice(
      MethodVisitor code,
      AdviceMethod advice,
      AdviceValues values,
      List<Object> frame,
      int firstFree,
      int version,
      Label end) {
    super(Opcodes.ASM9, code);
    this.advice = advice;
    this.values = values;
    this.frame = frame;
    this.firstFree = firstFree;
    this.version = version;
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
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (isInterface && opcode != Opcodes.INVOKEINTERFACE) {
      need(Opcodes.V1_8, "static method of an interface");
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    need(Opcodes.V1_7, "dynamic call");
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
  }

  @Override
  public void visitLdcInsn(Object value) {
    if (value instanceof Type) {
      need(Opcodes.V1_5, "class constant");
    }
    super.visitLdcInsn(value);
  }

  /** The verifier goes by the version of the class that the advice has come into. */
  private void need(int oldest, String what) {
    if (version < oldest) {
      throw new Unweavable("its class file is too old for an advice with a " + what);
    }
  }

  @Override
  public void visitFrame(
      int type, int localCount, Object[] local, int stackCount, Object[] stackTypes) {
    List<Object> all = new ArrayList<>(frame);
    all.addAll(FrameLocals.behind(advice.parameterSlots(), localCount, local));
    super.visitFrame(Opcodes.F_NEW, all.size(), all.toArray(), stackCount, stackTypes);
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
