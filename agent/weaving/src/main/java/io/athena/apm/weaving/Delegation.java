package io.athena.apm.weaving;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Finds classes and methods that delegate to measured ones. */
public final class Delegation {

  private Delegation() {}

  /** Whether a class has an instance field of a type from one of these packages. */
  public static boolean isTo(List<String> packages, ClassMembers type) {
    if (packages.isEmpty()) {
      return false;
    }
    for (ClassMembers.Member field : type.fields()) {
      String fieldType = Type.getType(field.descriptor()).getClassName();
      for (int i = 0; i < packages.size() && (field.access() & Opcodes.ACC_STATIC) == 0; i++) {
        if (fieldType.startsWith(packages.get(i))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The overloads, names with descriptors, that call another one themselves. */
  public static Set<String> amongOverloads(Set<String> overloads, String type, byte[] classFile) {
    Set<String> callers = new HashSet<>();
    if (overloads.size() > 1) {
      Callers visitor = new Callers(overloads, type.replace('.', '/'), callers);
      new ClassReader(classFile).accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }
    return callers;
  }

  /** Finds methods that call another method of a set in the same class. */
  private static final class Callers extends ClassVisitor {

    private final Set<String> methods;
    private final String type;
    private final Set<String> found;

    Callers(Set<String> methods, String type, Set<String> found) {
      super(Opcodes.ASM9);
      this.methods = methods;
      this.type = type;
      this.found = found;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      String caller = name + descriptor;
      return !methods.contains(caller)
          ? null
          : new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitMethodInsn(
                int opcode, String owner, String called, String types, boolean isInterface) {
              if (owner.equals(type)
                  && methods.contains(called + types)
                  && !caller.equals(called + types)) {
                found.add(caller);
              }
            }
          };
    }
  }
}
