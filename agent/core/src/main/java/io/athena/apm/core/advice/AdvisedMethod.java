package io.athena.apm.core.advice;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A method of the library that advice goes into. */
final class AdvisedMethod {

  private final String owner;
  private final int access;
  private final String name;
  private final Type[] arguments;
  private final Type result;
  private final int argumentSlots;

  AdvisedMethod(String owner, int access, String name, String descriptor) {
    this.owner = owner;
    this.access = access;
    this.name = name;
    this.arguments = Type.getArgumentTypes(descriptor);
    this.result = Type.getReturnType(descriptor);
    this.argumentSlots = (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - (isStatic() ? 1 : 0);
  }

  /** Internal name of its class. */
  String owner() {
    return owner;
  }

  String name() {
    return name;
  }

  boolean isStatic() {
    return (access & Opcodes.ACC_STATIC) != 0;
  }

  boolean isConstructor() {
    return name.equals("<init>");
  }

  Type result() {
    return result;
  }

  /** How many slots {@code this} and the arguments take. */
  int argumentSlots() {
    return argumentSlots;
  }

  /**
   * The type of an argument.
   *
   * @throws Unweavable where there are not so many
   */
  Type argument(int index) {
    if (index >= arguments.length) {
      throw new Unweavable("an advice asks for argument " + index);
    }
    return arguments[index];
  }

  int argumentCount() {
    return arguments.length;
  }

  /** The slot in which an argument arrives. */
  int slot(int index) {
    int slot = isStatic() ? 0 : 1;
    for (int i = 0; i < index; i++) {
      slot += argument(i).getSize();
    }
    return slot;
  }
}
