package io.athena.apm.core.advice;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts advice into the methods of one class file. Methods without any, and the constants that they
 * name, stay byte for byte as they were.
 */
public final class ClassWeaver extends ClassVisitor {

  private static final int MAJOR_VERSION = 6;

  private final List<Insertion> insertions;
  private final Set<String> leftAlone;
  private final Set<String> woven = new HashSet<>();
  private String owner;
  private int majorVersion;
  private String current;

  private ClassWeaver(ClassWriter writer, List<Insertion> insertions, Set<String> leftAlone) {
    super(Opcodes.ASM9, writer);
    this.insertions = insertions;
    this.leftAlone = leftAlone;
  }

  /**
   * Weaves.
   *
   * @param refusals gets a sentence for each method that advice can't go into
   * @return the woven class file; null where no method took any advice
   */
  public static byte[] weave(
      byte[] classFile, List<Insertion> insertions, Consumer<String> refusals) {
    ClassReader reader = new ClassReader(classFile);
    Set<String> leftAlone = new HashSet<>();
    while (true) {
      ClassWriter writer = new ClassWriter(reader, 0);
      ClassWeaver weaver = new ClassWeaver(writer, insertions, leftAlone);
      try {
        reader.accept(weaver, options(reader));
        return weaver.woven.isEmpty() ? null : writer.toByteArray();
      } catch (Unweavable refusal) {
        // What is written of it already can't be taken back: once more, without that method.
        refusals.accept(weaver.current + " is left alone: " + refusal.getMessage());
        leftAlone.add(weaver.current);
      } catch (MethodTooLargeException tooLarge) {
        String method = tooLarge.getMethodName() + tooLarge.getDescriptor();
        refusals.accept(method + " is left alone: with advice it would be over 64 KB");
        leftAlone.add(method);
      } catch (ClassTooLargeException tooLarge) {
        refusals.accept("all of it is left alone: advice would give it too many constants");
        return null;
      }
    }
  }

  /** Frames that a tool left in an older class mean nothing to the JVM, and ours are not there. */
  private static int options(ClassReader reader) {
    return hasFrames(reader.readUnsignedShort(MAJOR_VERSION))
        ? ClassReader.EXPAND_FRAMES
        : ClassReader.SKIP_FRAMES;
  }

  /** Whether the verifier of class files of a major version wants stack map frames. */
  static boolean hasFrames(int version) {
    return version >= Opcodes.V1_6;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    owner = name;
    majorVersion = version & 0xffff;
    super.visit(version, access, name, signature, parent, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
    String method = name + descriptor;
    if (leftAlone.contains(method)) {
      return code;
    }
    MethodVisitor advised = hasFrames(majorVersion) ? code : new WithoutFrames(code);
    for (Insertion insertion : insertions) {
      if (insertion.methods().contains(method)) {
        current = method;
        woven.add(method);
        advised =
            AdviceInliner.of(
                advised,
                new AdvisedMethod(owner, access, name, descriptor),
                insertion,
                majorVersion);
      }
    }
    return woven.contains(method) ? advised : code;
  }
}
