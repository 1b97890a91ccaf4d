package io.athena.apm.weaving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Finds the super types of a class, as one class loader has them. Reads each super type once from
 * its class file, through the loader, and loads no class of the application: a super type may be
 * loading at this moment, further up the same stack.
 */
public final class SuperTypes {

  private static final String OBJECT = "java/lang/Object";
  private static final String[] JDK_PACKAGES = {"java/", "javax/", "jdk/", "sun/", "com/sun/"};

  private final ClassLoader loader;
  private final Map<String, List<String>> known;

  /** Caches super types for as long as this object lives. One thread at a time may use it. */
  public SuperTypes(ClassLoader loader) {
    this(loader, new HashMap<>());
  }

  private SuperTypes(ClassLoader loader, Map<String, List<String>> known) {
    this.loader = loader;
    this.known = known;
  }

  /**
   * Remembers the names of super types for each class loader: hundreds of classes share them. Keeps
   * no loader alive. Thread-safe.
   */
  public static final class Memory {

    /** The maximum for one loader, since the number of generated classes has no limit. */
    private static final int MOST = 10_000;

    private final WeakIdentityMap<Map<String, List<String>>> byLoader = new WeakIdentityMap<>();

    /** An empty memory. */
    public Memory() {}

    /** The super types as a loader has them; any thread may use the result. */
    public SuperTypes of(ClassLoader loader) {
      Map<String, List<String>> known = byLoader.get(loader);
      if (known == null || known.size() > MOST) {
        known = new ConcurrentHashMap<>();
        byLoader.put(loader, known);
      }
      return new SuperTypes(loader, known);
    }
  }

  /**
   * Whether any super class of a loaded class matches, or else any interface, also of super
   * classes. {@code matches} gets binary names.
   */
  public static boolean anyMatch(Class<?> type, boolean interfaces, Predicate<String> matches) {
    Class<?> superClass = type.getSuperclass();
    if (superClass != null
        && ((!interfaces && matches.test(superClass.getName()))
            || anyMatch(superClass, interfaces, matches))) {
      return true;
    }
    for (Class<?> implemented : interfaces ? type.getInterfaces() : new Class<?>[0]) {
      if (matches.test(implemented.getName()) || anyMatch(implemented, true, matches)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether any super class of a class file matches, or else any interface, also of super classes.
   * {@code matches} gets binary names.
   */
  public boolean anyMatch(ClassMembers type, boolean interfaces, Predicate<String> matches) {
    return anyMatch(type.parents(), interfaces, matches, new HashSet<>());
  }

  private boolean anyMatch(
      List<String> parents, boolean interfaces, Predicate<String> matches, Set<String> seen) {
    for (int i = 0; i < parents.size(); i++) {
      boolean isInterface = i > 0;
      String parent = parents.get(i);
      if (isInterface == interfaces && matches.test(parent.replace('/', '.'))) {
        return true;
      }
      if ((interfaces || !isInterface)
          && seen.add(parent)
          && anyMatch(parents(parent), interfaces, matches, seen)) {
        return true;
      }
    }
    return false;
  }

  /** The super class first, then the interfaces; empty where there is no such class. */
  private List<String> parents(String type) {
    if (type.equals(OBJECT)) {
      return List.of();
    }
    List<String> parents = known.get(type);
    if (parents == null) {
      parents = isOfJdk(type) ? loaded(type) : null;
      parents = parents == null ? read(type) : parents;
      if (parents == null) {
        return List.of(); // Not remembered: a loader may get the class later.
      }
      known.put(type, parents);
    }
    return parents;
  }

  private List<String> read(String type) {
    ClassMembers members = ClassMembers.read(loader, type);
    return members == null ? null : List.copyOf(members.parents());
  }

  private static boolean isOfJdk(String type) {
    for (String start : JDK_PACKAGES) {
      if (type.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Loads a class of the JDK, which costs less than opening the JDK's image. Its sub class needs it
   * loaded anyway.
   */
  private static List<String> loaded(String type) {
    try {
      Class<?> loaded =
          Class.forName(type.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
      List<String> parents = new ArrayList<>();
      Class<?> superClass = loaded.getSuperclass();
      parents.add(superClass == null ? OBJECT : superClass.getName().replace('.', '/'));
      for (Class<?> implemented : loaded.getInterfaces()) {
        parents.add(implemented.getName().replace('.', '/'));
      }
      return parents;
    } catch (ClassNotFoundException | LinkageError notOfJdk) {
      return null;
    }
  }
}
