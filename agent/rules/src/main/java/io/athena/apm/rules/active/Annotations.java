package io.athena.apm.rules.active;

import io.athena.apm.rules.TypePattern;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Finds annotations in a class file, whatever their retention. */
final class Annotations extends ClassVisitor {

  private final TypePattern wanted;
  private final Set<String> annotated = new HashSet<>();
  private final Set<String> all = new HashSet<>();
  private boolean onClass;

  private Annotations(TypePattern wanted) {
    super(Opcodes.ASM9);
    this.wanted = wanted;
  }

  /** The methods with an annotation, as names with descriptors; all methods if the class has it. */
  static Set<String> methods(byte[] classFile, TypePattern wanted) {
    Annotations found = new Annotations(wanted);
    new ClassReader(classFile).accept(found, ClassReader.SKIP_CODE);
    return found.onClass ? found.all : found.annotated;
  }

  private boolean isWanted(String descriptor) {
    return wanted.matches(Type.getType(descriptor).getClassName());
  }

  @Override
  public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    onClass |= isWanted(descriptor);
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    all.add(name + descriptor);
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
        if (isWanted(annotation)) {
          annotated.add(name + descriptor);
        }
        return null;
      }
    };
  }
}
