package io.athena.apm.core.advice;

import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The enter or the exit of an advice. */
final class AdviceMethod {

  private final ClassReader reader;
  private final String name;
  private final String descriptor;
  private final Type[] types;
  private final AdviceParameter[] parameters;
  private boolean onThrowable;

  AdviceMethod(ClassReader reader, String name, String descriptor) {
    this.reader = reader;
    this.name = name;
    this.descriptor = descriptor;
    this.types = Type.getArgumentTypes(descriptor);
    this.parameters = new AdviceParameter[types.length];
  }

  /** The same method with some of its parameters bound. */
  AdviceMethod bind(Map<String, Binding> bindings) {
    AdviceMethod bound = new AdviceMethod(reader, name, descriptor);
    bound.onThrowable = onThrowable;
    for (int i = 0; i < parameters.length; i++) {
      bound.parameters[i] =
          parameters[i] instanceof AdviceParameter.Named named && bindings.containsKey(named.name())
              ? bindings.get(named.name()).parameter()
              : parameters[i];
    }
    return bound;
  }

  void parameter(int index, AdviceParameter parameter) {
    parameters[index] = parameter;
  }

  void runOnThrowable() {
    onThrowable = true;
  }

  /** Whether it runs where the method throws, too. */
  boolean onThrowable() {
    return onThrowable;
  }

  AdviceParameter[] parameters() {
    return parameters;
  }

  Type type(int parameter) {
    return types[parameter];
  }

  Type result() {
    return Type.getReturnType(descriptor);
  }

  /** How many arguments of the method it knows. */
  int arguments() {
    int count = 0;
    for (AdviceParameter parameter : parameters) {
      if (parameter instanceof AdviceParameter.Argument argument) {
        count = Math.max(count, argument.index() + 1);
      }
    }
    return count;
  }

  /** How many slots its parameters take. */
  int parameterSlots() {
    return (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1;
  }

  /** The parameter in a slot. */
  int parameterAt(int slot) {
    int parameter = 0;
    for (int at = 0; at < slot; at += types[parameter++].getSize()) {}
    return parameter;
  }

  /** Has its instructions visited. */
  void accept(MethodVisitor instructions) {
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String method, String type, String signature, String[] exceptions) {
            return method.equals(name) && type.equals(descriptor) ? instructions : null;
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.EXPAND_FRAMES);
  }
}
