package io.athena.apm.weaving.advice;

import static net.bytebuddy.jar.asm.Opcodes.*;

import io.athena.apm.weaving.ClassFiles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * A class of random methods, each public and static, with a text, a number and further parameters.
 */
final class Generated {

  private static final int METHODS = 20;

  private static final String NAME = "generated.Methods";
  private static final String[] RESULTS = {"I", "J", "F", "D", "V", "Ljava/lang/String;"};
  private static final String[] MORE = {"", "J", "D", "IJ", "JI", "Ljava/lang/Object;D"};

  private Generated() {}

  /** A class file of a version; the same seed gives the same methods. */
  static byte[] classFile(long seed, int version) {
    Random random = new Random(seed);
    boolean frames = version >= V1_6;
    ClassWriter type =
        new ClassWriter(frames ? ClassWriter.COMPUTE_FRAMES : ClassWriter.COMPUTE_MAXS);
    type.visit(
        version, ACC_PUBLIC | ACC_SUPER, "generated/Methods", null, "java/lang/Object", null);
    for (int i = 0; i < METHODS; i++) {
      String result = RESULTS[random.nextInt(RESULTS.length)];
      String more = MORE[random.nextInt(MORE.length)];
      String descriptor = "(Ljava/lang/String;I" + more + ")" + result;
      int lock = random.nextInt(5) == 0 ? ACC_SYNCHRONIZED : 0;
      MethodVisitor code =
          type.visitMethod(ACC_PUBLIC | ACC_STATIC | lock, "m" + i, descriptor, null, null);
      int slots = (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1;
      int own = slots + (random.nextInt(6) == 0 ? 250 : 0);
      new GeneratedMethod(random, code, Type.getType(result), 1, own).write();
    }
    return type.toByteArray();
  }

  /** The class file with several advices, one after the other, in one method or in all. */
  static byte[] woven(
      byte[] classFile, String method, List<Class<?>> advice, List<String> refusals) {
    Set<String> methods = method == null ? methods(classFile) : Set.of(method);
    List<Insertion> insertions = new ArrayList<>();
    for (Class<?> each : advice) {
      AdviceClass read = AdviceClass.of(ClassFiles.of(each));
      insertions.add(new Insertion(read, "generated", methods, List.of()));
    }
    byte[] woven = ClassWeaver.weave(classFile, insertions, refusals::add);
    return woven == null ? classFile : woven;
  }

  private static Set<String> methods(byte[] classFile) {
    Set<String> methods = new HashSet<>();
    for (Method method : loaded(classFile).getDeclaredMethods()) {
      methods.add(method.getName() + Type.getMethodDescriptor(method));
    }
    return methods;
  }

  /** Loads a class file, so that the JVM verifies it. */
  static Class<?> loaded(byte[] classFile) {
    try {
      return Class.forName(NAME, true, new Single(classFile));
    } catch (ClassNotFoundException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** A loader of one class. */
  private static final class Single extends ClassLoader {

    private final byte[] classFile;

    Single(byte[] classFile) {
      super(Generated.class.getClassLoader());
      this.classFile = classFile;
    }

    @Override
    protected Class<?> findClass(String name) {
      return defineClass(null, classFile, 0, classFile.length);
    }
  }
}
