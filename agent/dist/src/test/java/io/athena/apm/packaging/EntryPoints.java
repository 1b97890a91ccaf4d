package io.athena.apm.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Has the JVM call {@code premain} and {@code agentmain} without a method handle. */
/*
 * The JVM calls them by reflection. JDK 18 and later do that through a method handle, and for two
 * parameters of different types define seven classes first: 5 ms of the 39 that the agent added to
 * the start of an empty program on JDK 25. A method that is marked as one with a variable number of
 * arguments, and whose last parameter is not an array, can't have such a method handle, so the JDK
 * calls it by native code: see useNativeAccessor in jdk.internal.reflect.MethodHandleAccessorFactory.
 * Nothing else reads the mark. javac does not write it.
 */
final class EntryPoints {

  private static final String CLASS_FILE = "io/athena/apm/premain/AgentPremain.class";

  private EntryPoints() {}

  /** Changes the class file in the directory of the jar's files. */
  static void mark(Path jar) throws IOException {
    Path file = jar.resolve(CLASS_FILE);
    ClassReader reader = new ClassReader(Files.readAllBytes(file));
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new Marking(writer), 0);
    Files.write(file, writer.toByteArray());
  }

  private static final class Marking extends ClassVisitor {

    Marking(ClassVisitor writer) {
      super(Opcodes.ASM9, writer);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      boolean isEntry = name.equals("premain") || name.equals("agentmain");
      int marked = isEntry ? access | Opcodes.ACC_VARARGS : access;
      return super.visitMethod(marked, name, descriptor, signature, exceptions);
    }
  }
}
