package io.athena.apm.core.weaving;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The library's members that the code of an advice names. Libraries drift: before an advice is
 * inlined, each of these is looked for, and where one is missing that hook alone is left out.
 */
final class AdviceMembers extends ClassVisitor {

  /**
   * A member of a library.
   *
   * @param owner internal name of the class it is looked for in
   * @param name its name
   * @param descriptor its descriptor
   */
  record Member(String owner, String name, String descriptor) {}

  private static final String RUNTIME_ZONE = "io/athena/apm/runtime/";

  private final List<Member> members = new ArrayList<>();

  private AdviceMembers() {
    super(Opcodes.ASM9);
  }

  static List<Member> of(byte[] advice) {
    AdviceMembers found = new AdviceMembers();
    new ClassReader(advice).accept(found, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return found.members;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    return name.equals("<init>") ? null : new AdviceMethod();
  }

  private void named(String owner, String name, String descriptor) {
    if (!owner.startsWith("java/") && !owner.startsWith(RUNTIME_ZONE)) {
      members.add(new Member(owner, name, descriptor));
    }
  }

  private final class AdviceMethod extends MethodVisitor {

    AdviceMethod() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      named(owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      named(owner, name, descriptor);
    }
  }
}
