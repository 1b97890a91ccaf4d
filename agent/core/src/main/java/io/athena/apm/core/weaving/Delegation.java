package io.athena.apm.core.weaving;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Which classes and methods only hand on to what is measured itself. */
public final class Delegation {

  private Delegation() {}

  /** Whether a class keeps an object from one of these packages in an instance field. */
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

  /**
   * The methods that call another one of them. Of two that call each other neither is one, so that
   * something is left.
   *
   * @param type the binary name of the class
   * @param methods names with descriptors
   */
  public static Set<String> among(Set<String> methods, String type, byte[] classFile) {
    Set<String> callers = new HashSet<>();
    if (methods.size() > 1) {
      ClassCalls calls = ClassCalls.of(type.replace('.', '/'), classFile);
      for (String method : methods) {
        if (handsOn(method, methods, calls)) {
          callers.add(method);
        }
      }
    }
    return callers;
  }

  /**
   * The methods that call no other one of them.
   *
   * @param type the binary name of the class
   */
  public static List<ClassMembers.Member> innermost(
      List<ClassMembers.Member> methods, String type, byte[] classFile) {
    Set<String> names = new HashSet<>();
    for (ClassMembers.Member method : methods) {
      names.add(method.name() + method.descriptor());
    }
    Set<String> calling = among(names, type, classFile);
    List<ClassMembers.Member> innermost = new ArrayList<>();
    for (ClassMembers.Member method : methods) {
      if (!calling.contains(method.name() + method.descriptor())) {
        innermost.add(method);
      }
    }
    return innermost;
  }

  private static boolean handsOn(String method, Set<String> methods, ClassCalls calls) {
    for (String reached : calls.reachedFrom(method)) {
      if (methods.contains(reached) && !calls.reachedFrom(reached).contains(method)) {
        return true;
      }
    }
    return false;
  }
}
