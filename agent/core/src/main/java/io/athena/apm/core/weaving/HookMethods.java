package io.athena.apm.core.weaving;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;

/** Finds the methods of a class that a hook means. */
final class HookMethods {

  private HookMethods() {}

  /**
   * Bridges and synthetic methods are never meant: they call what is. Nor are static methods of a
   * class that only has the right name: advice for those asks the object.
   */
  static List<MethodDescription> of(TypeDescription type, HookPoint point) {
    List<MethodDescription> methods = new ArrayList<>();
    for (MethodDescription method : type.getDeclaredMethods()) {
      if (method.getInternalName().equals(point.method())
          && !method.isAbstract()
          && !method.isNative()
          && !method.isSynthetic()
          && !method.isBridge()
          && !(point.anyPackage() && method.isStatic())
          && (point.parameters() == null || point.parameters().equals(parameters(method)))) {
        methods.add(method);
      }
    }
    return methods;
  }

  /** Whether a class keeps an object from one of these packages in an instance field. */
  static boolean delegates(TypeDescription type, List<String> packages) {
    for (FieldDescription field : type.getDeclaredFields()) {
      for (int i = 0; i < packages.size() && !field.isStatic(); i++) {
        if (field.getType().asErasure().getName().startsWith(packages.get(i))) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<String> parameters(MethodDescription method) {
    List<String> names = new ArrayList<>();
    for (TypeDescription parameter : method.getParameters().asTypeList().asErasures()) {
      names.add(sourceName(parameter));
    }
    return names;
  }

  /** {@code java.util.Map$Entry}, {@code byte[]}: binary, but for arrays. */
  private static String sourceName(TypeDescription type) {
    return type.isArray() ? sourceName(type.getComponentType()) + "[]" : type.getName();
  }
}
