package io.athena.apm.weaving.advice;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassTooLargeException;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * Weaves advice into the methods of one class file. Methods without advice, and the constants that
 * they name, stay byte for byte as they were.
 */
/*
 * Why not the ByteBuddy builder
 *
 * It loads 700 classes, and this class about 360. The advice of a method needs only the names of
 * the types in its descriptor; see TypeDescriptions. So no class of the application is read or
 * loaded, and a missing class does not matter. Frames are translated, never computed, for the same
 * reason. Where Byte Buddy's own context, annotation values and field search would load classes
 * that advice does not need, small implementations of its interfaces stand in.
 */
public final class ClassWeaver extends ClassVisitor {

  private static final int MAJOR_VERSION = 6;

  private final List<Insertion> insertions;
  private final Set<String> skipped;
  private WeavingContext context;
  private boolean hasWoven;

  /** The method that is being visited, if it is woven; else null. */
  private String current;

  private ClassWeaver(ClassWriter writer, List<Insertion> insertions, Set<String> skipped) {
    super(OpenedClassReader.ASM_API, writer);
    this.insertions = insertions;
    this.skipped = skipped;
  }

  /**
   * Weaves a class file.
   *
   * @param refusals gets a sentence for each method that could not be woven, with its class
   * @return the woven class file; null where no method took any advice
   * @throws IllegalArgumentException if the class file is newer than Byte Buddy knows
   */
  public static byte[] weave(
      byte[] classFile, List<Insertion> insertions, Consumer<String> refusals) {
    ClassReader reader = new ClassReader(classFile);
    Set<String> skipped = new HashSet<>();
    while (true) {
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      ClassWeaver weaver = new ClassWeaver(writer, insertions, skipped);
      try {
        reader.accept(weaver, options(reader));
        return weaver.hasWoven ? writer.toByteArray() : null;
      } catch (MethodTooLargeException tooLarge) {
        String method = tooLarge.getMethodName() + tooLarge.getDescriptor();
        weaver.skip(method, "with advice it would be over 64 KB", refusals, tooLarge);
      } catch (ClassTooLargeException tooLarge) {
        refusals.accept(
            weaver.context.type().getName()
                + " is not woven: with advice the class would have too many constants");
        return null;
      } catch (RuntimeException refusal) {
        // The writer has a part of the method already, so the class is woven anew without it.
        weaver.skip(weaver.current, refusal.getMessage(), refusals, refusal);
      }
    }
  }

  private void skip(
      String method, String reason, Consumer<String> refusals, RuntimeException problem) {
    if (method == null || !skipped.add(method)) {
      throw problem;
    }
    refusals.accept(context.type().getName() + "#" + method + " is not woven: " + reason);
  }

  /** The JVM ignores frames in older class files, and the advice adds none to them. */
  private static int options(ClassReader reader) {
    return reader.readUnsignedShort(MAJOR_VERSION) < Opcodes.V1_6 ? ClassReader.SKIP_FRAMES : 0;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    context =
        new WeavingContext(
            new TypeDescription.Latent(name.replace('/', '.'), access, null, List.of()),
            ClassFileVersion.ofMinorMajor(version));
    super.visit(version, access, name, signature, parent, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
    String method = name + descriptor;
    current = null;
    if (skipped.contains(method)) {
      return code;
    }
    MethodVisitor advised = code;
    for (Insertion insertion : insertions) {
      if (insertion.methods().contains(method)) {
        current = method;
        hasWoven = true;
        advised = wrap(insertion, access, name, descriptor, advised);
      }
    }
    return advised == code ? code : new WeavableCode(advised);
  }

  /** Byte Buddy's {@code Advice} does not use the type pool, so there is none. */
  private MethodVisitor wrap(
      Insertion insertion, int access, String name, String descriptor, MethodVisitor code) {
    AdvisedMethod method = new AdvisedMethod(context.type(), access, name, descriptor, insertion);
    return insertion
        .advice()
        .advice()
        .wrap(context.type(), method, code, context, null, ClassWriter.COMPUTE_MAXS, 0);
  }
}
