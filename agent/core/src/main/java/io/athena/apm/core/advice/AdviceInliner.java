package io.athena.apm.core.advice;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.TypePath;

/**
 * Puts one advice into one method, as the method's instructions pass by. Several of these in a row
 * put in several.
 */
/*
 * What the method becomes
 *
 *     copy the arguments that the exit asks for; enter value = default
 *     try { enter advice } catch (Throwable t) { Probes.adviceFailed(t, instrumentation) }
 *     try {
 *       body, each `return x` as:  result = x; thrown = null; goto exit
 *     } catch (any t) { thrown = t; result = default }
 *   exit:
 *     try { exit advice } catch (Throwable t) { Probes.adviceFailed(t, instrumentation) }
 *     if (thrown != null) throw thrown
 *     return result
 *
 * The catch around the body is there only for an exit that runs on exceptions, and never in a
 * constructor: before super() has returned, no handler may see the object.
 *
 * The verifier is told the truth at every join, in frames of our own, so nothing has to be computed
 * and no class has to be looked up. Four things can't be told, and such a method is left alone:
 * a return with more than its result on the stack, a variable that overlaps the arguments' last
 * slot, a constructor that keeps something else where its object was, and subroutines (JSR, gone
 * from class files since Java 7). A NOP behind a frame of ours
 * keeps a frame of the method's own from landing on the same instruction.
 */
final class AdviceInliner extends MethodVisitor {

  private static final String PROBES = "io/athena/apm/runtime/Probes";
  private static final String THROWABLE = "java/lang/Throwable";
  private static final int MOST_LOCALS = 65535;

  private final AdvisedMethod method;
  private final String instrumentation;
  private final AdviceMethod enter;
  private final AdviceMethod exit;
  private final AdviceValues atEnter;
  private final AdviceLayout layout;
  private final int version;
  private final OperandStack stack;
  private final Label bodyStart = new Label();
  private final Label exitStart = new Label();
  private boolean returns;
  private int maxStack = 4;
  private int maxLocals;

  /**
   * An inliner.
   *
   * @param code where the method goes; gets frames whatever the version, because they tell the next
   *     inliner what lies on the stack
   * @param version the class file's major version: what an advice may do depends on it
   * @param stack what a {@link StackFollower} ahead of this one sees
   */
  private AdviceInliner(
      MethodVisitor code,
      AdvisedMethod method,
      Insertion insertion,
      int version,
      OperandStack stack) {
    super(Opcodes.ASM9, code);
    this.method = method;
    this.instrumentation = insertion.instrumentation();
    this.enter = insertion.advice().enter();
    this.exit = insertion.advice().exit();
    this.version = version;
    this.stack = stack;
    this.atEnter =
        new AdviceValues(method, enter == null ? 0 : enter.arguments(), insertion.fields());
    this.layout =
        new AdviceLayout(
            method,
            enter,
            exit,
            new AdviceValues(method, exit == null ? 0 : exit.arguments(), insertion.fields()));
    if (method.isConstructor()) {
      atEnter.self(AdviceValues.NOT_THERE);
    }
    if (!Conversion.isVoid(layout.values().enterType())) {
      atEnter.enter(layout.values().enterType(), layout.values().enter());
    }
  }

  /**
   * An inliner.
   *
   * @param code where the method goes
   * @param version the class file's major version
   * @return what is to visit the method
   */
  static MethodVisitor of(
      MethodVisitor code, AdvisedMethod method, Insertion insertion, int version) {
    OperandStack stack = new OperandStack(ClassWeaver.hasFrames(version));
    return new StackFollower(new AdviceInliner(code, method, insertion, version, stack), stack);
  }

  @Override
  public void visitCode() {
    super.visitCode();
    layout.begin(mv);
    if (enter != null) {
      List<Object> frame = new ArrayList<>(arguments());
      frame.addAll(layout.frame());
      inline(enter, atEnter, frame, layout.end());
    }
    mv.visitLabel(bodyStart);
  }

  /** What lies in the slots of the arguments as the method begins. */
  private List<Object> arguments() {
    List<Object> types = new ArrayList<>();
    if (!method.isStatic()) {
      types.add(method.isConstructor() ? Opcodes.UNINITIALIZED_THIS : method.owner());
    }
    for (int i = 0; i < method.argumentCount(); i++) {
      types.add(FrameLocals.of(method.argument(i)));
    }
    return types;
  }

  private void inline(AdviceMethod advice, AdviceValues values, List<Object> frame, int firstFree) {
    Label start = new Label();
    Label handler = new Label();
    Label end = new Label();
    mv.visitLabel(start);
    InlinedAdvice inlined = new InlinedAdvice(mv, advice, values, frame, firstFree, version, end);
    advice.accept(inlined);
    // Behind the advice's own in the table; ahead of its label, for an inliner that comes next.
    mv.visitTryCatchBlock(start, handler, handler, THROWABLE);
    mv.visitLabel(handler);
    frame(frame, THROWABLE);
    mv.visitLdcInsn(instrumentation);
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        PROBES,
        "adviceFailed",
        "(Ljava/lang/Throwable;Ljava/lang/String;)V",
        false);
    mv.visitLabel(end);
    frame(frame);
    mv.visitInsn(Opcodes.NOP);
    maxStack = Math.max(maxStack, inlined.stack());
    maxLocals = Math.max(maxLocals, inlined.locals());
  }

  private void frame(List<Object> locals, Object... onStack) {
    mv.visitFrame(Opcodes.F_NEW, locals.size(), locals.toArray(), onStack.length, onStack);
  }

  @Override
  public void visitMaxs(int ownStack, int ownLocals) {
    maxLocals = Math.max(maxLocals, ownLocals + layout.added());
    if (exit != null && (returns || layout.catches())) {
      visitExit();
    }
    if (maxLocals > MOST_LOCALS) {
      throw new Unweavable("it has too many local variables");
    }
    super.visitMaxs(Math.max(ownStack, maxStack), maxLocals);
  }

  private void visitExit() {
    if (layout.catches()) {
      visitHandler();
    }
    List<Object> frame = exitArguments();
    frame.addAll(layout.exitFrame());
    mv.visitLabel(exitStart);
    frame(frame);
    mv.visitInsn(Opcodes.NOP);
    inline(exit, layout.values(), frame, layout.end());
    if (layout.catches()) {
      rethrow(frame);
    }
    if (hasResult()) {
      mv.visitVarInsn(method.result().getOpcode(Opcodes.ILOAD), layout.values().result());
    }
    mv.visitInsn(method.result().getOpcode(Opcodes.IRETURN));
  }

  /** What is known of the arguments' slots at the exit: nothing, but that there is an object. */
  private List<Object> exitArguments() {
    List<Object> types = new ArrayList<>(FrameLocals.unknown(method.argumentSlots()));
    if (method.isConstructor()) {
      types.set(0, method.owner());
    }
    return types;
  }

  /** The method has thrown. */
  private void visitHandler() {
    Label bodyEnd = new Label();
    mv.visitTryCatchBlock(bodyStart, bodyEnd, bodyEnd, null);
    mv.visitLabel(bodyEnd);
    List<Object> frame = exitArguments();
    frame.addAll(layout.frame());
    frame(frame, THROWABLE);
    mv.visitVarInsn(Opcodes.ASTORE, layout.values().thrown());
    if (hasResult()) {
      Conversion.pushDefault(mv, method.result());
      storeResult();
    }
  }

  private void rethrow(List<Object> frame) {
    Label returned = new Label();
    mv.visitVarInsn(Opcodes.ALOAD, layout.values().thrown());
    mv.visitJumpInsn(Opcodes.IFNULL, returned);
    mv.visitVarInsn(Opcodes.ALOAD, layout.values().thrown());
    mv.visitInsn(Opcodes.ATHROW);
    mv.visitLabel(returned);
    frame(frame);
  }

  private boolean hasResult() {
    return !Conversion.isVoid(method.result());
  }

  private void storeResult() {
    mv.visitVarInsn(method.result().getOpcode(Opcodes.ISTORE), layout.values().result());
  }

  private void visitReturn() {
    if (stack.depth() != method.result().getSize()) {
      throw new Unweavable("it returns with more than its result on the stack");
    }
    returns = true;
    if (hasResult()) {
      storeResult();
    }
    if (layout.catches()) {
      mv.visitInsn(Opcodes.ACONST_NULL);
      mv.visitVarInsn(Opcodes.ASTORE, layout.values().thrown());
    }
    mv.visitJumpInsn(Opcodes.GOTO, exitStart);
  }

  @Override
  public void visitInsn(int opcode) {
    if (exit != null && opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      visitReturn();
    } else {
      super.visitInsn(opcode);
    }
  }

  @Override
  public void visitVarInsn(int opcode, int slot) {
    boolean wide = OperandEffect.of(opcode) == 2 || OperandEffect.of(opcode) == -2;
    if (opcode == Opcodes.RET || (wide && overlaps(slot)) || replacesThis(opcode, slot)) {
      throw new Unweavable("of what it does with local variable " + slot);
    }
    super.visitVarInsn(opcode, moved(slot));
  }

  /** A value of two slots, the first of them the arguments' last. */
  private boolean overlaps(int slot) {
    return slot == method.argumentSlots() - 1;
  }

  private boolean replacesThis(int opcode, int slot) {
    return method.isConstructor() && slot == 0 && opcode >= Opcodes.ISTORE;
  }

  /** Where paths meet, a frame may give up the object, or say less of it than the exit's does. */
  private boolean forgetsThis(int localCount, Object[] local) {
    return exit != null
        && method.isConstructor()
        && (localCount == 0
            || !(local[0] == Opcodes.UNINITIALIZED_THIS || method.owner().equals(local[0])));
  }

  @Override
  public void visitIincInsn(int slot, int increment) {
    super.visitIincInsn(moved(slot), increment);
  }

  private int moved(int slot) {
    return slot < method.argumentSlots() ? slot : slot + layout.added();
  }

  @Override
  public void visitFrame(
      int type, int localCount, Object[] local, int stackCount, Object[] stackTypes) {
    if (forgetsThis(localCount, local)) {
      throw new Unweavable("a constructor loses sight of its object");
    }
    Object[] all = FrameLocals.insert(layout.frame(), method.argumentSlots(), localCount, local);
    super.visitFrame(type, all.length, all, stackCount, stackTypes);
  }

  @Override
  public void visitJumpInsn(int opcode, Label target) {
    if (opcode == Opcodes.JSR) {
      throw new Unweavable("it has subroutines");
    }
    super.visitJumpInsn(opcode, target);
  }

  @Override
  public void visitLocalVariable(
      String name, String descriptor, String signature, Label start, Label end, int slot) {
    super.visitLocalVariable(name, descriptor, signature, start, end, moved(slot));
  }

  @Override
  public AnnotationVisitor visitLocalVariableAnnotation(
      int type, TypePath path, Label[] start, Label[] end, int[] slots, String name, boolean seen) {
    int[] moved = new int[slots.length];
    for (int i = 0; i < slots.length; i++) {
      moved[i] = moved(slots[i]);
    }
    return super.visitLocalVariableAnnotation(type, path, start, end, moved, name, seen);
  }
}
