package io.athena.apm.core.weaving;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.OpenedClassReader;

/** What a class file declares: enough to say whether a member exists. Loads nothing. */
final class ClassMembers extends ClassVisitor {

  /** Names with their descriptors; a field is in here by its bare name too. */
  private final Set<String> members = new HashSet<>();

  private final List<String> parents = new ArrayList<>();

  private ClassMembers() {
    super(OpenedClassReader.ASM_API);
  }

  static ClassMembers of(byte[] classFile) {
    ClassMembers members = new ClassMembers();
    OpenedClassReader.of(classFile)
        .accept(members, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return members;
  }

  boolean declares(String member) {
    return members.contains(member);
  }

  /** Internal names of the super class and of the interfaces. */
  List<String> parents() {
    return parents;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      String signature,
      String superName,
      String[] interfaces) {
    if (superName != null) {
      parents.add(superName);
    }
    parents.addAll(List.of(interfaces));
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    members.add(name);
    members.add(name + " " + descriptor);
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    members.add(name + descriptor);
    return null;
  }
}
