package io.athena.apm.rules.active;

import io.athena.apm.rules.MethodPattern;
import io.athena.apm.rules.MethodRole;
import io.athena.apm.rules.Rule;
import io.athena.apm.weaving.ClassMembers;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Finds the methods of a class that a rule's patterns match. */
public final class RuleMethods {

  private static final int COMPILERS = Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE;

  private RuleMethods() {}

  /** The methods of a class, by its binary name, that match; bridges and the like never do. */
  public static List<ClassMembers.Member> of(Rule rule, String type, ClassMembers members) {
    List<ClassMembers.Member> found = new ArrayList<>();
    for (ClassMembers.Member method : members.methods()) {
      if (!isCompilers(method)
          && !method.name().equals("<clinit>")
          && isMatched(rule, type, method)) {
        found.add(method);
      }
    }
    return found;
  }

  /**
   * Kotlin and Scala don't mark all that they add as synthetic: bodies of lambdas, default
   * arguments, and the static {@code price$} beside the method {@code price} of a trait.
   */
  private static boolean isCompilers(ClassMembers.Member method) {
    String name = method.name();
    return (method.access() & COMPILERS) != 0
        || name.contains("$lambda$")
        || name.contains("$anonfun$")
        || name.contains("$default$")
        || (name.endsWith("$") && Modifier.isStatic(method.access()));
  }

  static List<ClassMembers.Member> measured(List<ClassMembers.Member> methods) {
    List<ClassMembers.Member> measured = new ArrayList<>();
    for (ClassMembers.Member method : methods) {
      if (isMeasured(method)) {
        measured.add(method);
      }
    }
    return measured;
  }

  /**
   * The bridges that compilers generate for measured methods: they override a generic method or one
   * with another result type.
   */
  static List<ClassMembers.Member> bridges(
      ClassMembers members, List<ClassMembers.Member> measured) {
    List<ClassMembers.Member> bridges = new ArrayList<>();
    if (measured.isEmpty()) {
      return bridges;
    }
    for (ClassMembers.Member each : members.methods()) {
      for (ClassMembers.Member method : measured) {
        if ((each.access() & Opcodes.ACC_BRIDGE) != 0
            && each.name().equals(method.name())
            && each.parameterTypes().size() == method.parameterTypes().size()) {
          bridges.add(each);
        }
      }
    }
    return bridges;
  }

  /** Whether a method can be measured. */
  public static boolean isMeasured(ClassMembers.Member method) {
    return !Modifier.isAbstract(method.access()) && refusal(method) == null;
  }

  /**
   * Why a method that matches is not measured, as the rest of a sentence after its name; null if
   * there is nothing to report.
   */
  public static String refusal(ClassMembers.Member method) {
    if (Modifier.isNative(method.access())) {
      return "is native and has no code to measure";
    }
    return isSuspend(method)
        ? "is a suspend function and is not measured, since it is called again each time it resumes"
        : null;
  }

  /** Kotlin's compiler adds a parameter of this type. */
  private static boolean isSuspend(ClassMembers.Member method) {
    return method.descriptor().endsWith("Lkotlin/coroutines/Continuation;)Ljava/lang/Object;")
        && !Modifier.isAbstract(method.access());
  }

  private static boolean isMatched(Rule rule, String type, ClassMembers.Member method) {
    List<String> parameters = method.parameterTypes();
    for (MethodPattern pattern : rule.methods()) {
      if (pattern.matchesType(type) && pattern.matchesMethod(method.name(), parameters)) {
        return true;
      }
    }
    return false;
  }

  /** Why a method can't have a role, as the rest of a sentence after its name; null if it can. */
  public static String refusal(MethodRole role, ClassMembers.Member method) {
    if (role == null) {
      return null;
    }
    if (Modifier.isStatic(method.access())) {
      return "is static and has no object to read, so 'as' does nothing there";
    }
    if (method.name().equals(MethodPattern.CONSTRUCTOR)) {
      return "is a constructor, and 'as' does nothing there";
    }
    return role == MethodRole.CACHE_READ && !returnsAnObject(method)
        ? "returns no object to tell a hit from a miss, so 'as' does nothing there"
        : null;
  }

  private static boolean returnsAnObject(ClassMembers.Member method) {
    return Type.getReturnType(method.descriptor()).getSort() >= Type.ARRAY;
  }
}
