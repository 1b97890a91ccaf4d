package io.athena.apm.packaging;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Removes debug attributes from class files: names of local variables and, from classes of
 * libraries, source files and line numbers. Our own classes keep source files and line numbers for
 * stack traces in issue reports.
 */
final class DebugAttributes {

  private static final String OWN = "io/athena/apm/";

  private DebugAttributes() {}

  /**
   * Returns a class file without these attributes.
   *
   * @param name its path in the engine
   */
  static byte[] strip(String name, byte[] classFile) {
    // Not made from the reader: that would keep the constants that only the attributes name.
    ClassWriter writer = new ClassWriter(0);
    if (name.startsWith(OWN)) {
      new ClassReader(classFile).accept(new WithoutVariables(writer), 0);
    } else {
      new ClassReader(classFile).accept(writer, ClassReader.SKIP_DEBUG);
    }
    return writer.toByteArray();
  }

  private static final class WithoutVariables extends ClassVisitor {

    WithoutVariables(ClassVisitor writer) {
      super(Opcodes.ASM9, writer);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, code) {
        @Override
        public void visitLocalVariable(
            String name, String type, String signature, Label start, Label end, int index) {
          // Left out.
        }
      };
    }
  }
}
