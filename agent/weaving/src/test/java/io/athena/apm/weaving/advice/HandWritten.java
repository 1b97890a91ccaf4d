package io.athena.apm.weaving.advice;

import static net.bytebuddy.jar.asm.Opcodes.*;

import io.athena.apm.runtime.Probes;
import java.util.List;
import java.util.function.Consumer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;

/** A class with one method, or one constructor, of instructions written by hand. */
final class HandWritten {

  static final String OWNER = "generated/Methods";

  private HandWritten() {}

  /** Loads the class without advice, which must succeed, and then with advice. */
  static Class<?> woven(
      int version,
      String name,
      List<Class<?>> advice,
      List<String> refusals,
      Consumer<MethodVisitor> instructions) {
    byte[] original = classFile(version, name, instructions);
    Generated.loaded(original);
    return Generated.loaded(Generated.woven(original, name + "()V", advice, refusals));
  }

  private static byte[] classFile(int version, String name, Consumer<MethodVisitor> instructions) {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.visit(version, ACC_PUBLIC | ACC_SUPER, OWNER, null, "java/lang/Object", null);
    if (!name.equals("<init>")) {
      method(type, "<init>", HandWritten::plainConstructor);
    }
    method(type, name, instructions);
    return type.toByteArray();
  }

  private static void method(ClassWriter type, String name, Consumer<MethodVisitor> instructions) {
    MethodVisitor code = type.visitMethod(ACC_PUBLIC, name, "()V", null, null);
    code.visitCode();
    instructions.accept(code);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  static void plainConstructor(MethodVisitor code) {
    superCall(code);
    code.visitInsn(RETURN);
  }

  static void superCall(MethodVisitor code) {
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
  }

  /** Two paths that meet at a frame with only these variables. */
  static void branch(MethodVisitor code, Object... locals) {
    Label end = new Label();
    code.visitInsn(ICONST_0);
    code.visitJumpInsn(IFEQ, end);
    code.visitInsn(NOP);
    code.visitLabel(end);
    code.visitFrame(F_NEW, locals.length, locals, 0, new Object[0]);
    code.visitInsn(NOP);
  }

  /** Advice that reads the object at the enter, and runs at a return and at an exception. */
  static final class Watched {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.This Object self) {
      return self;
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter Object self, @Advice.Thrown Throwable error) {
      Probes.ai().endAnalysis(self, null, error);
    }
  }
}
