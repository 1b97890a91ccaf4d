package io.athena.apm.rules.active;

import io.athena.apm.rules.Selector;
import io.athena.apm.weaving.JdkPackages;
import io.athena.apm.weaving.SuperTypes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/**
 * Finds the loaded classes that rules match. Each retransformation stops the JVM for a moment, and
 * a pattern may match many class names, so this inspects the class file first.
 */
final class MatchedClasses {

  private MatchedClasses() {}

  /** Whether a class has a method that a rule matches; true if that is unknown. */
  static boolean match(RuleTable rules, Class<?> type) {
    Set<CompiledRule> candidates = rules.candidates(type.getName());
    if (!anyMayMatch(candidates, type)
        || InspectedClass.isOurs(type.getName())
        || JdkPackages.have(type.getClassLoader(), type.getName())) {
      return false;
    }
    try (InputStream in = type.getResourceAsStream(file(type.getName()))) {
      return in == null || match(candidates, type, in.readAllBytes());
    } catch (IOException | RuntimeException unreadable) {
      return true;
    }
  }

  private static boolean anyMayMatch(Set<CompiledRule> candidates, Class<?> type) {
    for (CompiledRule rule : candidates) {
      if (hasParents(type, rule.rule().selectors())) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasParents(Class<?> type, List<Selector> selectors) {
    for (Selector selector : selectors) {
      boolean interfaces = selector.kind() == Selector.Kind.IMPLEMENTS;
      if (selector.kind() != Selector.Kind.ANNOTATED
          && !SuperTypes.anyMatch(type, interfaces, selector.type())) {
        return false;
      }
    }
    return true;
  }

  private static String file(String name) {
    return name.substring(name.lastIndexOf('.') + 1) + ".class";
  }

  private static boolean match(Set<CompiledRule> candidates, Class<?> type, byte[] classFile) {
    SuperTypes parents = new SuperTypes(type.getClassLoader());
    InspectedClass inspected = new InspectedClass(type.getName(), classFile, parents);
    for (CompiledRule rule : candidates) {
      if (!inspected.matched(rule.rule()).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
