package io.athena.apm.weaving.advice;

import static net.bytebuddy.jar.asm.Opcodes.*;

import java.util.Random;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/** The statements of a {@link GeneratedMethod} that contain no other statements. */
class GeneratedInstructions {

  private static final String TEXT = "java/lang/StringBuilder";

  final Random random;
  final MethodVisitor code;
  final Type result;
  final int number;
  final int own;
  int locks;

  /**
   * A method whose second argument is a number.
   *
   * @param number the slot of that argument
   * @param own the first slot of its local variables; slots beyond 255 need {@code wide}
   */
  GeneratedInstructions(Random random, MethodVisitor code, Type result, int number, int own) {
    this.random = random;
    this.code = code;
    this.result = result;
    this.number = number;
    this.own = own;
  }

  /** Uses one slot for a long, a double and an object, and adds to the method's result. */
  void variables() {
    int slot = own + 4 + random.nextInt(4);
    code.visitInsn(random.nextBoolean() ? LCONST_1 : LCONST_0);
    code.visitVarInsn(LSTORE, slot);
    code.visitVarInsn(ILOAD, number);
    code.visitInsn(I2L);
    code.visitVarInsn(LLOAD, own + 1);
    code.visitInsn(LADD);
    code.visitVarInsn(LSTORE, own + 1);
    code.visitInsn(DCONST_1);
    code.visitVarInsn(DSTORE, slot + 1);
    code.visitInsn(ACONST_NULL);
    code.visitVarInsn(ASTORE, slot);
  }

  /**
   * {@code new} before a branch and the constructor call after it; a variable has the object, too.
   */
  void halfMade() {
    code.visitTypeInsn(NEW, TEXT);
    code.visitInsn(DUP);
    code.visitInsn(DUP);
    code.visitVarInsn(ASTORE, own + 3);
    code.visitLdcInsn("a");
    sometimes(
        () -> {
          code.visitInsn(POP);
          code.visitLdcInsn("bc");
        });
    code.visitMethodInsn(INVOKESPECIAL, TEXT, "<init>", "(Ljava/lang/String;)V", false);
    code.visitMethodInsn(INVOKEVIRTUAL, TEXT, "length", "()I", false);
    code.visitVarInsn(ILOAD, number);
    code.visitInsn(IADD);
    code.visitVarInsn(ISTORE, number);
  }

  void divide() {
    code.visitVarInsn(ILOAD, number);
    code.visitInsn(DUP);
    code.visitIntInsn(BIPUSH, random.nextInt(8));
    code.visitInsn(IAND);
    code.visitInsn(IDIV);
    code.visitVarInsn(ISTORE, number);
  }

  void sometimes(Runnable instructions) {
    Label end = new Label();
    code.visitVarInsn(ILOAD, number);
    code.visitIntInsn(SIPUSH, random.nextInt(100) - 50);
    code.visitJumpInsn(random.nextBoolean() ? IF_ICMPGT : IF_ICMPLE, end);
    instructions.run();
    code.visitLabel(end);
  }

  void unlock(int lock) {
    code.visitVarInsn(ALOAD, own + 10 + lock);
    code.visitInsn(MONITOREXIT);
  }

  void leave() {
    for (int lock = locks - 1; lock >= 0; lock--) {
      unlock(lock);
    }
    code.visitVarInsn(LLOAD, own + 1);
    switch (result.getSort()) {
      case Type.INT -> code.visitInsn(L2I);
      case Type.FLOAT -> code.visitInsn(L2F);
      case Type.DOUBLE -> code.visitInsn(L2D);
      case Type.VOID -> code.visitInsn(POP2);
      case Type.OBJECT ->
          code.visitMethodInsn(
              INVOKESTATIC, "java/lang/String", "valueOf", "(J)Ljava/lang/String;", false);
      default -> {}
    }
    code.visitInsn(result.getOpcode(IRETURN));
  }
}
