package io.athena.apm.weaving;

import java.util.LinkedHashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;

/** Finds the methods of a class that a hook means. */
final class HookMethods {

  private static final int NEVER =
      Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE;

  private HookMethods() {}

  /** Names with descriptors. Bridges and synthetic methods are never meant: they call what is. */
  static Set<String> of(ClassMembers type, HookPoint point) {
    Set<String> methods = new LinkedHashSet<>();
    for (ClassMembers.Member method : type.methods(point.method())) {
      if ((method.access() & NEVER) == 0
          && (point.parameters() == null || point.parameters().equals(method.parameterTypes()))) {
        methods.add(method.name() + method.descriptor());
      }
    }
    return methods;
  }
}
