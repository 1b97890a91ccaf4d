package io.athena.apm.core.weaving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** What a method calls in its own class, and which of that it cannot return without. */
/*
 * Ways to a return
 *
 * Of the instructions only calls, jumps and ends matter. From the first one all ways are followed
 * but those through the wanted calls; where none of them comes to a return, the method always calls
 * one. A loop with such a call counts as one, though it may run for nothing: a scan of a folder
 * hands on, an empty folder too. What a lambda's body calls, its making calls. Ways through
 * exceptions are left out: a scan that fails is no reason to count each that does not twice.
 */
final class MethodFlow extends MethodVisitor {

  private final String type;
  private final List<Step> steps = new ArrayList<>();
  private final Map<Label, Integer> positions = new HashMap<>();
  private final Set<String> calls = new HashSet<>();

  /** A call, a jump or an end. */
  private static final class Step {

    final Set<String> calls = new HashSet<>();
    final List<Label> targets = new ArrayList<>();
    boolean goesOn = true;
    boolean returns;
  }

  /**
   * No code yet.
   *
   * @param type internal name of the class
   */
  MethodFlow(String type) {
    super(Opcodes.ASM9);
    this.type = type;
  }

  private Step step() {
    Step step = new Step();
    steps.add(step);
    return step;
  }

  @Override
  public void visitLabel(Label label) {
    positions.put(label, steps.size());
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (owner.equals(type)) {
      add(step(), name + descriptor);
    }
  }

  private void add(Step step, String called) {
    step.calls.add(called);
    calls.add(called);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    Step step = step();
    for (Object argument : arguments) {
      if (argument instanceof Handle handle && handle.getOwner().equals(type)) {
        add(step, handle.getName() + handle.getDesc());
      }
    }
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    Step jump = step();
    jump.targets.add(label);
    jump.goesOn = opcode != Opcodes.GOTO;
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    visitLookupSwitchInsn(otherwise, null, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    Step all = step();
    all.targets.addAll(List.of(labels));
    all.targets.add(otherwise);
    all.goesOn = false;
  }

  @Override
  public void visitInsn(int opcode) {
    boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    if (returns || opcode == Opcodes.ATHROW) {
      Step end = step();
      end.goesOn = false;
      end.returns = returns;
    }
  }

  /** The end of a subroutine of old compilers goes where nobody looks: it may be to a return. */
  @Override
  public void visitVarInsn(int opcode, int variable) {
    if (opcode == Opcodes.RET) {
      step().returns = true;
    }
  }

  /** All that the method calls itself: names with descriptors. */
  Set<String> calls() {
    return calls;
  }

  /** Whether it calls something that is wanted, and on each way to a return. */
  boolean alwaysCalls(Predicate<String> wanted) {
    boolean[] calling = calling(wanted);
    Deque<Integer> open = new ArrayDeque<>(List.of(0));
    boolean[] seen = new boolean[steps.size()];
    while (!open.isEmpty()) {
      int at = open.pop();
      if (at >= steps.size() || (!calling[at] && steps.get(at).returns)) {
        return false;
      }
      if (!calling[at] && !seen[at]) {
        seen[at] = true;
        addNext(at, open);
      }
    }
    return calls.stream().anyMatch(wanted);
  }

  private void addNext(int at, Deque<Integer> open) {
    if (steps.get(at).goesOn) {
      open.push(at + 1);
    }
    for (Label target : steps.get(at).targets) {
      open.push(positions.get(target));
    }
  }

  private boolean[] calling(Predicate<String> wanted) {
    boolean[] calling = new boolean[steps.size()];
    for (int i = 0; i < calling.length; i++) {
      for (String call : steps.get(i).calls) {
        calling[i] |= wanted.test(call);
      }
    }
    for (int i = 0; i < calling.length; i++) {
      for (Label target : steps.get(i).targets) {
        spreadOverLoop(positions.get(target), i, calling);
      }
    }
    return calling;
  }

  /** A jump back is a loop, from where it goes to where it is. */
  private static void spreadOverLoop(int from, int to, boolean[] calling) {
    boolean any = false;
    for (int i = from; i <= to; i++) {
      any |= calling[i];
    }
    for (int i = from; i <= to && any; i++) {
      calling[i] = true;
    }
  }
}
