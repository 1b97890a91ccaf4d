package io.athena.apm.core.weaving;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The super types of a class that is being loaded, read from class files through its loader. Loads
 * nothing: a super type may be loading at this moment, further up the same stack.
 */
public final class ClassParents {

  private final ClassLoader loader;

  /** Super types as one loader has them. */
  public ClassParents(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Whether any super type is wanted.
   *
   * @param members those of the class
   * @param interfaces whether interfaces are meant, of super classes too; else super classes
   * @param wanted asked with binary names
   */
  public boolean anyMatches(ClassMembers members, boolean interfaces, Predicate<String> wanted) {
    return matches(members, interfaces, wanted, new HashSet<>());
  }

  private boolean matches(
      ClassMembers members, boolean interfaces, Predicate<String> wanted, Set<String> seen) {
    List<String> parents = members.parents();
    for (int i = 0; i < parents.size(); i++) {
      boolean isInterface = i > 0;
      String parent = parents.get(i);
      if (isInterface == interfaces && wanted.test(parent.replace('/', '.'))) {
        return true;
      }
      if ((interfaces || !isInterface) && seen.add(parent)) {
        ClassMembers further = read(parent);
        if (further != null && matches(further, interfaces, wanted, seen)) {
          return true;
        }
      }
    }
    return false;
  }

  private ClassMembers read(String type) {
    return type.equals("java/lang/Object") ? null : ClassMembers.read(loader, type);
  }
}
