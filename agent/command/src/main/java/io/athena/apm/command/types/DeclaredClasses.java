package io.athena.apm.command.types;

import io.athena.apm.command.classpath.ClassPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;

/** Reads the classes of a class path and of the JDK, each once. */
final class DeclaredClasses {

  private final ClassPath classPath;
  private final TypePool pool;

  DeclaredClasses(ClassPath classPath) {
    this.classPath = classPath;
    // Lazy, because a class may name types that are not on the class path.
    this.pool = TypePool.Default.WithLazyResolution.of((ClassFileLocator) classPath);
  }

  /** A class by its binary name; null where it does not exist or can't be read. */
  TypeDescription get(String name) {
    try {
      TypePool.Resolution found = pool.describe(name);
      return found.isResolved() ? found.resolve() : null;
    } catch (RuntimeException damaged) {
      return null;
    }
  }

  /** A class of the class path; null where it does not exist or can't be read. */
  TypeDescription application(String name) {
    return isJdk(name) ? null : get(name);
  }

  boolean isJdk(String name) {
    return !classPath.contains(name);
  }

  /** The names of a class and of all its super types that can be read, and Object. */
  Set<String> ancestry(String name) {
    Set<String> found = new HashSet<>(Set.of("java.lang.Object"));
    addAncestry(name, found);
    return found;
  }

  private void addAncestry(String name, Set<String> found) {
    if (found.add(name)) {
      for (String parent : parents(get(name))) {
        addAncestry(parent, found);
      }
    }
  }

  /** Whether all of these types can be read. */
  boolean isWhole(Set<String> ancestry) {
    return ancestry.stream().allMatch(type -> get(type) != null);
  }

  /** The super class, then the interfaces; empty for null. */
  static List<String> parents(TypeDescription type) {
    List<String> parents = new ArrayList<>();
    if (type != null && type.getSuperClass() != null) {
      parents.add(type.getSuperClass().asErasure().getName());
    }
    if (type != null) {
      type.getInterfaces().asErasures().forEach(each -> parents.add(each.getName()));
    }
    return parents;
  }
}
