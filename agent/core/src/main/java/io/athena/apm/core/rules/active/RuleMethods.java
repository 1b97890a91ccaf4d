package io.athena.apm.core.rules.active;

import io.athena.apm.core.rules.MethodPattern;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.weaving.ClassMembers;
import io.athena.apm.core.weaving.Delegation;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;

/** The methods of a class that a rule means, by its patterns. */
public final class RuleMethods {

  private static final int COMPILERS = Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE;

  private RuleMethods() {}

  /**
   * Bridges and what else the compiler adds are never meant: they call what is.
   *
   * @param type the class's binary name
   */
  public static List<ClassMembers.Member> of(Rule rule, String type, ClassMembers members) {
    List<ClassMembers.Member> found = new ArrayList<>();
    for (ClassMembers.Member method : members.methods()) {
      if (!isCompilers(method)
          && !method.name().equals("<clinit>")
          && isMeant(rule, type, method)) {
        found.add(method);
      }
    }
    return found;
  }

  /** Kotlin doesn't mark the bodies of lambdas as its own. */
  private static boolean isCompilers(ClassMembers.Member method) {
    return (method.access() & COMPILERS) != 0 || method.name().contains("$lambda$");
  }

  /**
   * Those of the methods of a rule that are measured: with code, and none that calls another of
   * them where the rule means the innermost.
   *
   * @param type the class's binary name
   */
  public static List<ClassMembers.Member> measured(
      Rule rule, String type, List<ClassMembers.Member> methods, byte[] classFile) {
    List<ClassMembers.Member> measured = new ArrayList<>();
    for (ClassMembers.Member method : methods) {
      if (isMeasured(method)) {
        measured.add(method);
      }
    }
    return rule.innermost() ? Delegation.innermost(measured, type, classFile) : measured;
  }

  /** Whether advice can go into it, and tell the truth there. */
  public static boolean isMeasured(ClassMembers.Member method) {
    return !Modifier.isAbstract(method.access()) && refusal(method) == null;
  }

  /**
   * Why a method with code of its own is not measured: what is to be said behind its name; null
   * where there is nothing to say.
   */
  public static String refusal(ClassMembers.Member method) {
    if (Modifier.isNative(method.access())) {
      return "is native and has no code to measure";
    }
    return isSuspend(method)
        ? "is a suspend function, which is called again whenever it goes on: not measured"
        : null;
  }

  /** Kotlin's compiler adds a parameter that a function of the program hardly ever has. */
  private static boolean isSuspend(ClassMembers.Member method) {
    return method.descriptor().endsWith("Lkotlin/coroutines/Continuation;)Ljava/lang/Object;")
        && !Modifier.isAbstract(method.access());
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
