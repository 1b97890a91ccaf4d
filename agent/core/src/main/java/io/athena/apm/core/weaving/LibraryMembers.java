package io.athena.apm.core.weaving;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** The members of a library as one class loader has it, read from class files. */
final class LibraryMembers {

  private final Map<String, ClassMembers> classes = new HashMap<>();
  private final ClassLoader loader;
  private final String wovenClass;

  /**
   * Members seen from a class that is being woven.
   *
   * @param wovenClass its internal name
   */
  LibraryMembers(ClassLoader loader, String wovenClass, byte[] classFile) {
    this.loader = loader;
    this.wovenClass = wovenClass;
    classes.put(wovenClass, ClassMembers.of(classFile));
  }

  boolean has(AdviceMembers.Member member) {
    return has(member.owner() == null ? wovenClass : member.owner(), member);
  }

  private boolean has(String owner, AdviceMembers.Member member) {
    ClassMembers members = classes.get(owner);
    if (members == null) {
      members = read(owner);
      if (members == null) {
        return false;
      }
      classes.put(owner, members);
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

  private ClassMembers read(String owner) {
    try (InputStream in = loader.getResourceAsStream(owner + ".class")) {
      return in == null ? null : ClassMembers.of(in.readAllBytes());
    } catch (IOException unreadable) {
      return null;
    }
  }
}
