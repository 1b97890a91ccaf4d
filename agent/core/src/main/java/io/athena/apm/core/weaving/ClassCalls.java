package io.athena.apm.core.weaving;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Which methods of a class call which others of it. What a lambda's body calls, the method calls
 * that makes the lambda.
 */
final class ClassCalls extends ClassVisitor {

  private final String type;
  private final Map<String, Set<String>> called = new HashMap<>();

  private ClassCalls(String type) {
    super(Opcodes.ASM9);
    this.type = type;
  }

  /**
   * Reads all code of a class.
   *
   * @param type its internal name
   */
  static ClassCalls of(String type, byte[] classFile) {
    ClassCalls calls = new ClassCalls(type);
    new ClassReader(classFile).accept(calls, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return calls;
  }

  /** All that a method calls, itself or by what it calls: names with descriptors. */
  Set<String> reachedFrom(String method) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(method));
    while (!open.isEmpty()) {
      for (String next : called.getOrDefault(open.pop(), Set.of())) {
        if (reached.add(next)) {
          open.push(next);
        }
      }
    }
    return reached;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    return new Calls(called.computeIfAbsent(name + descriptor, caller -> new HashSet<>()));
  }

  private final class Calls extends MethodVisitor {

    private final Set<String> calls;

    Calls(Set<String> calls) {
      super(Opcodes.ASM9);
      this.calls = calls;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      add(owner, name + descriptor);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      for (Object argument : arguments) {
        if (argument instanceof Handle handle) {
          add(handle.getOwner(), handle.getName() + handle.getDesc());
        }
      }
    }

    private void add(String owner, String method) {
      if (owner.equals(type)) {
        calls.add(method);
      }
    }
  }
}
