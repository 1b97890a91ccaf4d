package io.athena.apm.weaving;

import java.util.function.Predicate;

/** The super types of a class that is loaded, which the JVM knows. */
public final class LoadedParents {

  private LoadedParents() {}

  /**
   * Whether any super type is wanted.
   *
   * @param interfaces whether interfaces are meant, of super classes too; else super classes
   * @param wanted asked with binary names
   */
  public static boolean anyMatch(Class<?> type, boolean interfaces, Predicate<String> wanted) {
    Class<?> superClass = type.getSuperclass();
    if (superClass != null
        && ((!interfaces && wanted.test(superClass.getName()))
            || anyMatch(superClass, interfaces, wanted))) {
      return true;
    }
    return interfaces && anyInterfaceMatches(type, wanted);
  }

  private static boolean anyInterfaceMatches(Class<?> type, Predicate<String> wanted) {
    for (Class<?> implemented : type.getInterfaces()) {
      if (wanted.test(implemented.getName()) || anyMatch(implemented, true, wanted)) {
        return true;
      }
    }
    return false;
  }
}
