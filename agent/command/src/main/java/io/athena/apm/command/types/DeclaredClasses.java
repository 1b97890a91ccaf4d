package io.athena.apm.command.types;

import io.athena.apm.command.classpath.ClassPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the classes of a class path and of the JDK, each once. */
final class DeclaredClasses {

  private final ClassPath classPath;
  private final Map<String, Optional<DeclaredClass>> classes = new HashMap<>();

  DeclaredClasses(ClassPath classPath) {
    this.classPath = classPath;
  }

  /** A class by its binary name; null where it does not exist or can't be read. */
  DeclaredClass get(String name) {
    return classes.computeIfAbsent(name, this::read).orElse(null);
  }

  boolean isJdk(String name) {
    return !classPath.contains(name);
  }

  private Optional<DeclaredClass> read(String name) {
    try (InputStream in = classPath.getResourceAsStream(name.replace('.', '/') + ".class")) {
      return in == null ? Optional.empty() : Optional.of(DeclaredClass.of(in.readAllBytes()));
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /** The names of a class and of all its super types that can be read. */
  Set<String> ancestry(String name) {
    Set<String> found = new HashSet<>();
    addAncestry(name, found);
    return found;
  }

  private void addAncestry(String name, Set<String> found) {
    if (name != null && found.add(name)) {
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
  static List<String> parents(DeclaredClass type) {
    if (type == null) {
      return List.of();
    }
    List<String> parents = new ArrayList<>(type.interfaces());
    if (type.superName() != null) {
      parents.add(0, type.superName());
    }
    return parents;
  }
}
