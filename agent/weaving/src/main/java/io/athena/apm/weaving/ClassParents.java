package io.athena.apm.weaving;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The super types of a class that is being loaded. Loads none of the application's: a super type
 * may be loading at this moment, further up the same stack; so those are read from class files
 * through its loader, and each once, because that costs more than all the rest of a look at a
 * class.
 */
public final class ClassParents {

  private static final String OBJECT = "java/lang/Object";

  private final ClassLoader loader;
  private final Map<String, List<String>> known;

  /** Super types as one loader has them. */
  public ClassParents(ClassLoader loader) {
    this(loader, new HashMap<>());
  }

  /**
   * The same where some are known.
   *
   * @param known by their internal names; those that are read are added
   */
  ClassParents(ClassLoader loader, Map<String, List<String>> known) {
    this.loader = loader;
    this.known = known;
  }

  /**
   * Whether any super type is wanted.
   *
   * @param members those of the class
   * @param interfaces whether interfaces are meant, of super classes too; else super classes
   * @param wanted asked with binary names
   */
  public boolean anyMatches(ClassMembers members, boolean interfaces, Predicate<String> wanted) {
    return matches(members.parents(), interfaces, wanted, new HashSet<>());
  }

  private boolean matches(
      List<String> parents, boolean interfaces, Predicate<String> wanted, Set<String> seen) {
    for (int i = 0; i < parents.size(); i++) {
      boolean isInterface = i > 0;
      String parent = parents.get(i);
      if (isInterface == interfaces && wanted.test(parent.replace('/', '.'))) {
        return true;
      }
      if ((interfaces || !isInterface)
          && seen.add(parent)
          && matches(of(parent), interfaces, wanted, seen)) {
        return true;
      }
    }
    return false;
  }

  /** The super class first, then the interfaces; none where there is no such class. */
  private List<String> of(String type) {
    if (type.equals(OBJECT)) {
      return List.of();
    }
    List<String> parents = known.get(type);
    if (parents == null) {
      parents = PlatformParents.of(type);
      parents = parents == null ? read(type) : parents;
      if (parents == null) {
        return List.of(); // Not remembered: a loader may be given the class later.
      }
      known.put(type, parents);
    }
    return parents;
  }

  private List<String> read(String type) {
    ClassMembers members = ClassMembers.read(loader, type);
    return members == null ? null : List.copyOf(members.parents());
  }
}
