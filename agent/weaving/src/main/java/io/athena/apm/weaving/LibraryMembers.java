package io.athena.apm.weaving;

import io.athena.apm.weaving.advice.FieldReference;
import io.athena.apm.weaving.advice.MemberReference;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.Opcodes;

/** The members of a library as one class loader has it, read from class files. */
final class LibraryMembers {

  private final Map<String, ClassMembers> classes = new HashMap<>();
  private final ClassLoader loader;
  private final String wovenClass;

  /** Members visible from a class that is being woven, by its internal name. */
  LibraryMembers(ClassLoader loader, String wovenClass, byte[] classFile) {
    this.loader = loader;
    this.wovenClass = wovenClass;
    classes.put(wovenClass, ClassMembers.of(classFile));
  }

  ClassLoader loader() {
    return loader;
  }

  boolean has(MemberReference member) {
    return has(member.owner(), member);
  }

  ClassMembers woven() {
    return classes.get(wovenClass);
  }

  /** The field with a name, declared or inherited by the woven class; null for none. */
  FieldReference field(String name) {
    for (String owner = wovenClass; owner != null; owner = parent(owner)) {
      ClassMembers members = members(owner);
      ClassMembers.Member field = members == null ? null : members.field(name);
      if (field != null) {
        boolean isStatic = (field.access() & Opcodes.ACC_STATIC) != 0;
        return new FieldReference(owner, name, field.descriptor(), isStatic);
      }
    }
    return null;
  }

  private String parent(String type) {
    ClassMembers members = members(type);
    return members == null || members.parents().isEmpty() ? null : members.parents().get(0);
  }

  private ClassMembers members(String owner) {
    ClassMembers members = classes.get(owner);
    if (members == null) {
      members = ClassMembers.read(loader, owner);
      classes.put(owner, members);
    }
    return members;
  }

  private boolean has(String owner, MemberReference member) {
    ClassMembers members = members(owner);
    if (members == null) {
      return false;
    }
    if (members.declares(member.name(), member.descriptor())) {
      return true;
    }
    for (String parent : members.parents()) {
      if (has(parent, member)) {
        return true;
      }
    }
    return false;
  }
}
