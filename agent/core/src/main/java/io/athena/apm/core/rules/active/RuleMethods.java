package io.athena.apm.core.rules.active;

import io.athena.apm.core.rules.MethodPattern;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.weaving.ClassMembers;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/** The methods of a class that a rule means, by its patterns. */
public final class RuleMethods {

  private static final int COMPILERS = Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE;

  private RuleMethods() {}

  /**
   * Bridges and what else the compiler adds are never meant: they call what is.
   *
   * @param type the class's binary name
   * @param annotated the methods that the rule's annotations allow; null for all
   */
  public static List<ClassMembers.Member> of(
      Rule rule, String type, ClassMembers members, Set<String> annotated) {
    List<ClassMembers.Member> found = new ArrayList<>();
    for (ClassMembers.Member method : members.methods()) {
      if ((method.access() & COMPILERS) == 0
          && !method.name().equals("<clinit>")
          && (annotated == null || annotated.contains(method.name() + method.descriptor()))
          && isMeant(rule, type, method)) {
        found.add(method);
      }
    }
    return found;
  }

  /** Whether there is code that advice can go into. */
  public static boolean hasCode(ClassMembers.Member method) {
    return !Modifier.isAbstract(method.access()) && !Modifier.isNative(method.access());
  }

  private static boolean isMeant(Rule rule, String type, ClassMembers.Member method) {
    List<String> parameters = method.parameterTypes();
    for (MethodPattern pattern : rule.methods()) {
      if (pattern.matchesType(type) && pattern.matchesMethod(method.name(), parameters)) {
        return true;
      }
    }
    return false;
  }
}
