package io.athena.apm.core.advice;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The slots that an advice adds to a method, between its arguments and its own local variables:
 *
 * <pre>
 *   arguments │ copies of those that the exit asks for │ what the enter gave │ result, thrown │ its own
 * </pre>
 *
 * <p>The result has a slot of its own because a return may lie within a handler's range: what is
 * stored there must be nothing that the handler takes for a variable.
 */
final class AdviceLayout {

  private final AdvisedMethod method;
  private final AdviceValues values;
  private final boolean catches;
  private final List<Object> kept = new ArrayList<>();
  private final List<int[]> copies = new ArrayList<>();
  private final List<Type> copied = new ArrayList<>();
  private int end;

  /**
   * A layout.
   *
   * @param values where the exit advice finds things; told of every slot
   */
  AdviceLayout(AdvisedMethod method, AdviceMethod enter, AdviceMethod exit, AdviceValues values) {
    this.method = method;
    this.values = values;
    this.catches = exit != null && exit.onThrowable() && !method.isConstructor();
    this.end = method.argumentSlots();
    if (exit != null) {
      for (AdviceParameter parameter : exit.parameters()) {
        parameter.keep(this);
      }
    }
    if (enter != null && !Conversion.isVoid(enter.result())) {
      values.enter(enter.result(), take(enter.result()));
    }
    if (exit != null && !Conversion.isVoid(method.result())) {
      values.result(end);
      end += method.result().getSize();
    }
    if (catches) {
      values.thrown(end++);
    }
  }

  AdviceValues values() {
    return values;
  }

  /** The object, unless a constructor still makes it: nothing else may be assigned to that slot. */
  void keepThis() {
    if (values.self() == 0 && !method.isConstructor()) {
      values.self(copy(0, Type.getObjectType(method.owner())));
    }
  }

  void keepArgument(int index) {
    if (values.argument(index) == method.slot(index)) {
      values.argument(index, copy(method.slot(index), method.argument(index)));
    }
  }

  private int copy(int slot, Type type) {
    int to = take(type);
    copies.add(new int[] {slot, to});
    copied.add(type);
    return to;
  }

  private int take(Type type) {
    int slot = end;
    end += type.getSize();
    kept.add(FrameLocals.of(type));
    return slot;
  }

  /** The first slot behind. */
  int end() {
    return end;
  }

  /** By how much the method's own variables move. */
  int added() {
    return end - method.argumentSlots();
  }

  /** Whether the exit sees exceptions, too. */
  boolean catches() {
    return catches;
  }

  /** The added slots' types while the method runs: of its result nothing is known yet. */
  List<Object> frame() {
    List<Object> frame = new ArrayList<>(kept);
    frame.addAll(FrameLocals.unknown(added() - FrameLocals.size(kept.size(), kept.toArray())));
    return frame;
  }

  /** The same at the exit. */
  List<Object> exitFrame() {
    List<Object> frame = new ArrayList<>(kept);
    if (!Conversion.isVoid(method.result())) {
      frame.add(FrameLocals.of(method.result()));
    }
    if (catches) {
      frame.add("java/lang/Throwable");
    }
    return frame;
  }

  /** Gives every added slot its value, or a default until it has one. */
  void begin(MethodVisitor code) {
    for (int i = 0; i < copies.size(); i++) {
      Type type = copied.get(i);
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), copies.get(i)[0]);
      code.visitVarInsn(type.getOpcode(Opcodes.ISTORE), copies.get(i)[1]);
    }
    if (!Conversion.isVoid(values.enterType())) {
      Conversion.pushDefault(code, values.enterType());
      code.visitVarInsn(values.enterType().getOpcode(Opcodes.ISTORE), values.enter());
    }
  }
}
