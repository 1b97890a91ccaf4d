package io.athena.apm.core.rules.active;

import io.athena.apm.core.rules.Meaning;
import io.athena.apm.core.rules.MethodPattern;
import io.athena.apm.core.weaving.ClassMembers;
import java.lang.reflect.Modifier;
import net.bytebuddy.jar.asm.Type;

/** The methods that the agent's instruments can make something of. */
public final class MeaningMethods {

  private MeaningMethods() {}

  /**
   * Why a method is not what a rule says that it is: what is to be said behind its name; null where
   * it may be.
   *
   * @param meaning null for none
   */
  public static String refusal(Meaning meaning, ClassMembers.Member method) {
    if (meaning == null) {
      return null;
    }
    if (Modifier.isStatic(method.access())) {
      return "is static and has no object to ask, so 'as' does nothing there";
    }
    if (method.name().equals(MethodPattern.CONSTRUCTOR)) {
      return "is a constructor, and 'as' does nothing there";
    }
    return meaning == Meaning.CACHE_READ && !returnsAnObject(method)
        ? "returns no object, which could be a hit or a miss, so 'as' does nothing there"
        : null;
  }

  private static boolean returnsAnObject(ClassMembers.Member method) {
    return Type.getReturnType(method.descriptor()).getSort() >= Type.ARRAY;
  }
}
