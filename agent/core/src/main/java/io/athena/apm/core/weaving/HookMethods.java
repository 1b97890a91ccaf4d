package io.athena.apm.core.weaving;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Finds the methods of a class that a hook means. */
final class HookMethods {

  private static final int NEVER =
      Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE;

  private HookMethods() {}

  /**
   * Names with descriptors. Bridges and synthetic methods are never meant: they call what is. Nor
   * are static methods of a class that only has the right name: advice for those asks the object.
   */
  static Set<String> of(ClassMembers type, HookPoint point) {
    int never = NEVER | (point.anyPackage() ? Opcodes.ACC_STATIC : 0);
    Set<String> methods = new LinkedHashSet<>();
    for (ClassMembers.Member method : type.methods(point.method())) {
      if ((method.access() & never) == 0
          && (point.parameters() == null || point.parameters().equals(method.parameterTypes()))) {
        methods.add(method.name() + method.descriptor());
      }
    }
    return methods;
  }

  /** Whether a class keeps an object from one of these packages in an instance field. */
  static boolean delegates(ClassMembers type, List<String> packages) {
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
}
