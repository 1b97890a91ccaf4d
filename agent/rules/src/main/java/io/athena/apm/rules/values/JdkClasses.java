package io.athena.apm.rules.values;

/** Distinguishes the JDK's classes from all others. */
final class JdkClasses {

  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

  private JdkClasses() {}

  static boolean contain(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    String module = type.getModule().getName();
    return loader == null
        || loader == PLATFORM
        || (module != null && (module.startsWith("java.") || module.startsWith("jdk.")));
  }

  /**
   * Whether the elements of a collection or map may be read, not only its size. False for types
   * that change or lock when they are read, and for types of the application or a library, which
   * may load from a database or call back.
   */
  static boolean containCollection(Class<?> type) {
    String name = type.getName();
    return contain(type)
        && name.startsWith("java.util.")
        && !name.startsWith("java.util.Collections$Synchronized")
        && !name.equals("java.util.WeakHashMap")
        && !name.equals("java.util.Hashtable")
        && !name.equals("java.util.Vector")
        && !name.equals("java.util.Stack");
  }
}
