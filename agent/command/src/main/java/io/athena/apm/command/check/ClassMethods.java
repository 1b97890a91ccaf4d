package io.athena.apm.command.check;

import io.athena.apm.command.classpath.ClassPath;
import io.athena.apm.rules.Rule;
import io.athena.apm.rules.active.RuleMethods;
import io.athena.apm.weaving.ClassMembers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The methods that classes declare. */
final class ClassMethods {

  private final ClassPath classPath;

  ClassMethods(ClassPath classPath) {
    this.classPath = classPath;
  }

  /** Whether the patterns of a rule match a method, apart from its selectors. */
  boolean anyMatches(Rule rule, List<String> types) {
    return types.stream().anyMatch(type -> !RuleMethods.of(rule, type, members(type)).isEmpty());
  }

  /** The methods of a name: {@code scan(byte[]), scan(java.lang.String)}. */
  String overloads(String type, String method) {
    return members(type).methods().stream()
        .filter(each -> each.name().equals(method))
        .map(each -> each.name() + MethodText.parameters(each))
        .collect(Collectors.joining(", "));
  }

  Set<String> names(String type) {
    Set<String> names = new TreeSet<>();
    members(type).methods().stream()
        .map(ClassMembers.Member::name)
        .filter(name -> !name.startsWith("<") && name.indexOf('$') < 0)
        .forEach(names::add);
    return names;
  }

  /** The nearest super type that declares a method; null if there is none. */
  String ancestorWith(String type, String method) {
    for (String parent : members(type).parents()) {
      String name = parent.replace('/', '.');
      if (classPath.contains(name)) {
        String found = overloads(name, method).isEmpty() ? ancestorWith(name, method) : name;
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private ClassMembers members(String type) {
    try {
      return ClassMembers.of(classPath.read(type));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
