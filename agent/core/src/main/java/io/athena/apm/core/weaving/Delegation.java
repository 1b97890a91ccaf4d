package io.athena.apm.core.weaving;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

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
   * The overloads that call another one themselves.
   *
   * @param overloads names with descriptors
   * @param type the binary name of the class
   */
  public static Set<String> amongOverloads(Set<String> overloads, String type, byte[] classFile) {
    Set<String> callers = new HashSet<>();
    if (overloads.size() > 1) {
      ClassCalls calls = ClassCalls.of(type.replace('.', '/'), classFile);
      for (String overload : overloads) {
        if (calls.callsAny(overload, overloads)) {
          callers.add(overload);
        }
      }
    }
    return callers;
  }

  /**
   * The methods that do something themselves: without those that never return without a call of
   * another one of them in the same class, directly, in a lambda or by way of further methods. Of
   * two that call each other both are left.
   *
   * @param type the binary name of the class
   */
  public static List<ClassMembers.Member> innermost(
      List<ClassMembers.Member> methods, String type, byte[] classFile) {
    if (methods.size() < 2) {
      return methods;
    }
    Set<String> names = new HashSet<>();
    for (ClassMembers.Member method : methods) {
      names.add(method.name() + method.descriptor());
    }
    ClassCalls calls = ClassCalls.of(type.replace('.', '/'), classFile);
    List<ClassMembers.Member> innermost = new ArrayList<>();
    for (ClassMembers.Member method : methods) {
      if (!calls.alwaysHandsOn(method.name() + method.descriptor(), names)) {
        innermost.add(method);
      }
    }
    return innermost;
  }
}
