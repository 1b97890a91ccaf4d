package io.athena.apm.core.weaving;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Which of several overloads call another of them. Where a hook means all overloads of a name, only
 * the innermost is woven, so that one call of the application is counted once.
 */
final class OverloadCalls extends ClassVisitor {

  private final String type;
  private final Set<String> overloads;
  private final Set<String> callers = new HashSet<>();

  private OverloadCalls(String type, Set<String> overloads) {
    super(Opcodes.ASM9);
    this.type = type;
    this.overloads = overloads;
  }

  /**
   * The overloads that call another one.
   *
   * @param type internal name of the class
   * @param overloads names with descriptors
   */
  static Set<String> among(String type, Set<String> overloads, byte[] classFile) {
    OverloadCalls calls = new OverloadCalls(type, overloads);
    if (overloads.size() > 1) {
      new ClassReader(classFile).accept(calls, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }
    return calls.callers;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    String caller = name + descriptor;
    return overloads.contains(caller) ? new Calls(caller) : null;
  }

  private final class Calls extends MethodVisitor {

    private final String caller;

    Calls(String caller) {
      super(Opcodes.ASM9);
      this.caller = caller;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      String called = name + descriptor;
      if (owner.equals(type) && overloads.contains(called) && !called.equals(caller)) {
        callers.add(caller);
      }
    }
  }
}
