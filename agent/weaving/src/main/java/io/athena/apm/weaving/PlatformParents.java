package io.athena.apm.weaving;

import java.util.ArrayList;
import java.util.List;

/**
 * The super types of the JDK's own classes. Those are loaded for it, which happens anyway as soon
 * as the class is that has them for super types, and costs less than to open the JDK's image.
 */
final class PlatformParents {

  private static final String[] PACKAGES = {"java/", "javax/", "jdk/", "sun/", "com/sun/"};

  private PlatformParents() {}

  /**
   * The super class first, then the interfaces.
   *
   * @param type its internal name
   * @return null where the JDK has no such class
   */
  static List<String> of(String type) {
    for (String start : PACKAGES) {
      if (type.startsWith(start)) {
        return ofClass(type.replace('/', '.'));
      }
    }
    return null;
  }

  private static List<String> ofClass(String name) {
    try {
      Class<?> type = Class.forName(name, false, ClassLoader.getPlatformClassLoader());
      List<String> parents = new ArrayList<>();
      Class<?> superClass = type.getSuperclass();
      parents.add(internal(superClass == null ? Object.class : superClass));
      for (Class<?> implemented : type.getInterfaces()) {
        parents.add(internal(implemented));
      }
      return parents;
    } catch (ClassNotFoundException | LinkageError notTheJdks) {
      return null;
    }
  }

  private static String internal(Class<?> type) {
    return type.getName().replace('.', '/');
  }
}
