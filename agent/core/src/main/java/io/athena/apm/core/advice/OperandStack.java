package io.athena.apm.core.advice;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * How many slots lie on the operand stack, followed from instruction to instruction.
 *
 * <p>A method may return with more on its stack than the result. Its returns become jumps to the
 * exit advice, where that would be lying about: such a method has to be recognised.
 */
final class OperandStack {

  /** After a jump that is always taken, until a label or a frame tells. */
  private static final int UNKNOWN = -1;

  private final Map<Label, Integer> atLabels = new HashMap<>();
  private final boolean frames;
  private int depth;

  /**
   * The empty stack that a method begins with.
   *
   * @param frames whether a frame tells what lies there behind each jump that is always taken
   */
  OperandStack(boolean frames) {
    this.frames = frames;
  }

  /** Slots; negative where no path that was followed leads here. */
  int depth() {
    return depth;
  }

  /** What a frame of the class file says. */
  void set(int slots) {
    depth = slots;
  }

  /** An exception handler begins with the exception. */
  void handler(Label label) {
    atLabels.put(label, 1);
  }

  void label(Label label) {
    Integer known = atLabels.get(label);
    if (known == null && depth == UNKNOWN && !frames) {
      // Reached by a jump backwards, as in a loop whose condition comes last. Compilers leave
      // nothing on the stack there; the jump itself, when it comes, has to agree.
      depth = 0;
    }
    meet(label);
    if (known != null) {
      depth = known;
    }
  }

  /** A path comes to a label: by falling into it, or by a jump, once that has its operands. */
  void meet(Label label) {
    Integer known = depth == UNKNOWN ? null : atLabels.putIfAbsent(label, depth);
    if (known != null && known != depth && !frames) {
      throw new Unweavable("its operand stack can't be followed");
    }
  }

  /** Nothing falls through to the next instruction. */
  void end() {
    depth = UNKNOWN;
  }

  void change(int slots) {
    depth = depth < 0 ? depth : depth + slots;
  }

  void field(int opcode, String descriptor) {
    int size = Type.getType(descriptor).getSize();
    change(
        switch (opcode) {
          case Opcodes.GETSTATIC -> size;
          case Opcodes.PUTSTATIC -> -size;
          case Opcodes.GETFIELD -> size - 1;
          default -> -size - 1;
        });
  }

  void invoke(int opcode, String descriptor) {
    int sizes = Type.getArgumentsAndReturnSizes(descriptor);
    boolean hasTarget = opcode != Opcodes.INVOKESTATIC && opcode != Opcodes.INVOKEDYNAMIC;
    change((sizes & 3) - (sizes >> 2) + (hasTarget ? 0 : 1));
  }

  void instruction(int opcode) {
    change(OperandEffect.of(opcode));
    if ((opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) || opcode == Opcodes.ATHROW) {
      end();
    }
  }
}
