package io.athena.apm.command.check;

import io.athena.apm.weaving.ClassMembers;
import java.lang.reflect.Modifier;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Formats methods as in a source file. */
final class MethodText {

  private static final int SHOWN =
      Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE | Modifier.STATIC;

  private MethodText() {}

  /** {@code public static void main(java.lang.String...)}. */
  static String of(String type, ClassMembers.Member method) {
    String modifiers = Modifier.toString(method.access() & SHOWN);
    return (modifiers.isEmpty() ? "" : modifiers + " ") + named(type, method);
  }

  private static String named(String type, ClassMembers.Member method) {
    if (method.name().equals("<init>")) {
      return type.substring(type.lastIndexOf('.') + 1) + parameters(method);
    }
    return Type.getReturnType(method.descriptor()).getClassName()
        + " "
        + method.name()
        + parameters(method);
  }

  /** {@code (java.nio.file.Path, byte[])}. */
  static String parameters(ClassMembers.Member method) {
    StringBuilder text = new StringBuilder("(");
    for (Type parameter : Type.getArgumentTypes(method.descriptor())) {
      text.append(text.length() == 1 ? "" : ", ").append(parameter.getClassName());
    }
    boolean varargs = (method.access() & Opcodes.ACC_VARARGS) != 0;
    if (varargs && text.toString().endsWith("[]")) {
      text.setLength(text.length() - 2);
      text.append("...");
    }
    return text.append(')').toString();
  }
}
