package io.athena.apm.core.advice;

import java.util.Map;
import org.objectweb.asm.Type;

/** Where an advice finds what it asks for: slots of the method that it goes into. */
final class AdviceValues {

  /** In place of a slot: before super() has returned, say, no advice may see the object. */
  static final int NOT_THERE = -1;

  private final AdvisedMethod method;
  private final Map<String, FieldReference> fields;
  private final int[] arguments;
  private int self;
  private Type enterType = Type.VOID_TYPE;
  private int enter = NOT_THERE;
  private int result = NOT_THERE;
  private int thrown = NOT_THERE;

  /** Values as the method begins: where they arrive. */
  AdviceValues(AdvisedMethod method, int arguments, Map<String, FieldReference> fields) {
    this.method = method;
    this.fields = fields;
    this.arguments = new int[arguments];
    this.self = method.isStatic() ? NOT_THERE : 0;
    for (int i = 0; i < arguments; i++) {
      this.arguments[i] = method.slot(i);
    }
  }

  AdvisedMethod method() {
    return method;
  }

  FieldReference field(String name) {
    FieldReference field = fields.get(name);
    if (field == null) {
      throw new Unweavable("no field " + name);
    }
    return field;
  }

  int self() {
    return there(self, "this");
  }

  int argument(int index) {
    return arguments[index];
  }

  Type enterType() {
    return enterType;
  }

  int enter() {
    return there(enter, "what no enter advice gives");
  }

  int result() {
    return there(result, "a result before there is one");
  }

  boolean catches() {
    return thrown != NOT_THERE;
  }

  int thrown() {
    return thrown;
  }

  void self(int slot) {
    self = slot;
  }

  void argument(int index, int slot) {
    arguments[index] = slot;
  }

  void enter(Type type, int slot) {
    enterType = type;
    enter = slot;
  }

  void result(int slot) {
    result = slot;
  }

  void thrown(int slot) {
    thrown = slot;
  }

  private static int there(int slot, String what) {
    if (slot == NOT_THERE) {
      throw new Unweavable("an advice asks for " + what);
    }
    return slot;
  }
}
