package io.athena.apm.weaving;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The members of a library that an advice uses. Libraries drift: before an advice is inlined, each
 * of these is looked for, and where one is missing that hook alone is skipped.
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
  private static final String FIELD_VALUE = "Lnet/bytebuddy/asm/Advice$FieldValue;";

  private final List<Member> members = new ArrayList<>();
  private final Set<String> fields = new LinkedHashSet<>();

  private AdviceMembers() {
    super(Opcodes.ASM9);
  }

  static AdviceMembers of(byte[] advice) {
    AdviceMembers found = new AdviceMembers();
    new ClassReader(advice).accept(found, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return found;
  }

  /** The members that the code of the advice names. */
  List<Member> members() {
    return members;
  }

  /** The names of the fields of the woven class that are handed to the advice. */
  Set<String> fields() {
    return fields;
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
    public AnnotationVisitor visitParameterAnnotation(int parameter, String type, boolean seen) {
      return type.equals(FIELD_VALUE) ? new FieldValue() : null;
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

  private final class FieldValue extends AnnotationVisitor {

    FieldValue() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(String attribute, Object value) {
      if (attribute.equals("value")) {
        fields.add((String) value);
      }
    }
  }
}
