package io.athena.apm.rules.active;

import java.util.Arrays;

/**
 * The calls under way of methods whose rule says {@code innermost}, thread by thread. Called by
 * application threads.
 */
/*
 * A thread's record has numbers only: it keeps neither objects nor class loaders of the application
 * alive. A virtual thread's record goes with the thread. If the stack overflows and the exit of a
 * call does not run, the exit of an outer call removes the call.
 */
final class InnermostCalls {

  /** Deeper calls are not tracked, and each of them counts. */
  private static final int DEEPEST = 512;

  private static final ThreadLocal<Calls> THREADS = new ThreadLocal<>();

  private InnermostCalls() {}

  private static final class Calls {

    int[] classes = new int[8];
    int[] methods = new int[8];
    long[] began = new long[8];
    boolean[] outer = new boolean[8];
    int size;

    void grow() {
      classes = Arrays.copyOf(classes, 2 * size);
      methods = Arrays.copyOf(methods, 2 * size);
      began = Arrays.copyOf(began, 2 * size);
      outer = Arrays.copyOf(outer, 2 * size);
    }
  }

  /**
   * A method is called on this thread. {@code type} is the number of its rule and class, {@code
   * method} that of its rule and method. {@link #leave} finds the call by the time when it began,
   * in nanoseconds.
   */
  static void enter(int type, int method, long began) {
    Calls calls = THREADS.get();
    if (calls == null) {
      calls = new Calls();
      THREADS.set(calls);
    }
    for (int i = 0; i < calls.size; i++) {
      calls.outer[i] |= calls.classes[i] == type && calls.methods[i] != method;
    }
    if (calls.size == DEEPEST) {
      return;
    }
    if (calls.size == calls.classes.length) {
      calls.grow();
    }
    int last = calls.size++;
    calls.classes[last] = type;
    calls.methods[last] = method;
    calls.began[last] = began;
    calls.outer[last] = false;
  }

  /**
   * The call has ended. Returns whether another method of its rule and class was called on this
   * thread meanwhile.
   */
  static boolean leave(int method, long began) {
    Calls calls = THREADS.get();
    for (int i = calls == null ? -1 : calls.size - 1; i >= 0; i--) {
      if (calls.methods[i] == method && calls.began[i] == began) {
        calls.size = i;
        return calls.outer[i];
      }
    }
    return false;
  }
}
