package io.athena.apm.core.weaving;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Which methods of a class call which others of it. Methods are names with descriptors. */
final class ClassCalls extends ClassVisitor {

  private final String type;
  private final Map<String, MethodFlow> flows = new HashMap<>();
  private final Map<String, Set<String>> reached = new HashMap<>();

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

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodFlow flow = new MethodFlow(type);
    flows.put(name + descriptor, flow);
    return flow;
  }

  /** Whether a method calls another one of these itself. */
  boolean callsAny(String method, Set<String> others) {
    for (String called : flows.get(method).calls()) {
      if (others.contains(called) && !called.equals(method)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a method never returns without a call of another one of these, itself or by methods
   * that are none of them. One that calls it back is no other.
   */
  boolean alwaysHandsOn(String method, Set<String> others) {
    Set<String> targets = new HashSet<>();
    for (String other : others) {
      if (!other.equals(method) && !reachedFrom(other).contains(method)) {
        targets.add(other);
      }
    }
    targets.retainAll(reachedFrom(method));
    return !targets.isEmpty() && alwaysCalls(method, targets, new HashMap<>());
  }

  /** A method that is being looked at does not, as far as what it calls is concerned. */
  private boolean alwaysCalls(String method, Set<String> targets, Map<String, Boolean> known) {
    MethodFlow flow = flows.get(method);
    if (flow == null || known.putIfAbsent(method, false) != null) {
      return flow != null && known.get(method);
    }
    boolean always =
        flow.alwaysCalls(called -> targets.contains(called) || alwaysCalls(called, targets, known));
    known.put(method, always);
    return always;
  }

  /** All that a method calls, itself or by what it calls. */
  private Set<String> reachedFrom(String method) {
    Set<String> known = reached.get(method);
    if (known == null) {
      known = reach(method);
      reached.put(method, known);
    }
    return known;
  }

  private Set<String> reach(String method) {
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(method));
    while (!open.isEmpty()) {
      MethodFlow flow = flows.get(open.pop());
      for (String next : flow == null ? Set.<String>of() : flow.calls()) {
        if (found.add(next)) {
          open.push(next);
        }
      }
    }
    return found;
  }
}
