package io.athena.apm.core.weaving;

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
   * The overloads that call another one.
   *
   * @param type the binary name of the class
   * @param overloads names with descriptors
   */
  public static Set<String> amongOverloads(String type, Set<String> overloads, byte[] classFile) {
    return OverloadCalls.among(type.replace('.', '/'), overloads, classFile);
  }
}
