package io.athena.apm.weaving.advice;

import static net.bytebuddy.jar.asm.Opcodes.*;

import java.util.Random;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * A method of random statements: branches, loops, handlers, locks, uninitialised objects across
 * them, and returns and exceptions within them. Each jump backwards consumes fuel, so the method
 * ends.
 */
final class GeneratedMethod extends GeneratedInstructions {

  /** A method; see {@link GeneratedInstructions}. */
  GeneratedMethod(Random random, MethodVisitor code, Type result, int number, int own) {
    super(random, code, result, number, own);
  }

  void write() {
    code.visitCode();
    Label start = new Label();
    if (random.nextInt(4) == 0) {
      jumpToTheStart(start);
    }
    code.visitIntInsn(BIPUSH, 9);
    code.visitVarInsn(ISTORE, own);
    code.visitInsn(LCONST_0);
    code.visitVarInsn(LSTORE, own + 1);
    block(3);
    leave();
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** The first instruction is the target of a jump, so the method begins with a frame. */
  private void jumpToTheStart(Label start) {
    code.visitLabel(start);
    code.visitIincInsn(number, 3);
    code.visitVarInsn(ILOAD, number);
    code.visitJumpInsn(IFLT, start);
  }

  private void block(int depth) {
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      statement(depth);
    }
  }

  private void statement(int depth) {
    switch (random.nextInt(depth > 0 ? 11 : 4)) {
      case 0 -> code.visitIincInsn(number, random.nextInt(400) - 200);
      case 1 -> variables();
      case 2 -> halfMade();
      case 3 -> divide();
      case 4 -> loop(depth);
      case 5 -> locked(depth);
      case 6 -> switched(depth);
      case 7 -> sometimes(this::leave);
      case 8, 9 -> caught(depth);
      default -> sometimes(() -> block(depth - 1));
    }
  }

  private void loop(int depth) {
    Label again = new Label();
    Label end = new Label();
    code.visitLabel(again);
    code.visitIincInsn(own, -1);
    code.visitVarInsn(ILOAD, own);
    code.visitJumpInsn(IFLT, end);
    block(depth - 1);
    code.visitJumpInsn(GOTO, again);
    code.visitLabel(end);
  }

  private void switched(int depth) {
    Label[] cases = {new Label(), new Label(), new Label()};
    code.visitVarInsn(ILOAD, number);
    code.visitTableSwitchInsn(-1, 0, cases[2], cases[0], cases[1]);
    for (Label each : cases) {
      code.visitLabel(each);
      block(depth - 1);
    }
  }

  /** The range contains returns. The handler may catch any type, and may throw again. */
  private void caught(int depth) {
    Label[] labels = {new Label(), new Label(), new Label(), new Label()};
    String type = random.nextInt(3) == 0 ? null : "java/lang/ArithmeticException";
    code.visitTryCatchBlock(labels[0], labels[1], labels[2], type);
    code.visitLabel(labels[0]);
    block(depth - 1);
    sometimes(this::leave);
    code.visitLabel(labels[1]);
    code.visitJumpInsn(GOTO, labels[3]);
    code.visitLabel(labels[2]);
    code.visitVarInsn(ASTORE, own + 3);
    block(depth - 1);
    if (random.nextInt(3) == 0) {
      code.visitTypeInsn(NEW, "java/lang/IllegalStateException");
      code.visitInsn(DUP);
      code.visitMethodInsn(
          INVOKESPECIAL, "java/lang/IllegalStateException", "<init>", "()V", false);
      code.visitInsn(ATHROW);
    }
    code.visitLabel(labels[3]);
  }

  /** The handler covers itself, as compilers generate it. */
  private void locked(int depth) {
    Label[] labels = {new Label(), new Label(), new Label(), new Label(), new Label()};
    code.visitTryCatchBlock(labels[0], labels[1], labels[2], null);
    code.visitTryCatchBlock(labels[2], labels[3], labels[2], null);
    code.visitLdcInsn("lock");
    code.visitVarInsn(ASTORE, own + 10 + locks);
    code.visitVarInsn(ALOAD, own + 10 + locks);
    code.visitInsn(MONITORENTER);
    locks++;
    code.visitLabel(labels[0]);
    block(depth - 1);
    locks--;
    unlock(locks);
    code.visitLabel(labels[1]);
    code.visitJumpInsn(GOTO, labels[4]);
    code.visitLabel(labels[2]);
    unlock(locks);
    code.visitLabel(labels[3]);
    code.visitInsn(ATHROW);
    code.visitLabel(labels[4]);
  }
}
