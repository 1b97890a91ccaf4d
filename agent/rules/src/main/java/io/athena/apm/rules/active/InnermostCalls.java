package io.athena.apm.rules.active;

import java.util.Arrays;

/**
 * The calls under way of methods whose rule says {@code innermost}, thread by thread. Called by
 * application threads.
 */
/*
 * A thread's record has numbers only: it keeps neither objects nor class loaders of the application
 * alive. A virtual thread's record goes with the thread. A call whose exit never came, because the
 * stack overflowed, is removed by the exit of a call around it.
 */
final class InnermostCalls {

  /** Deeper calls are not tracked and count each. */
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
   * A method is called on this thread. One number stands for its rule and class, one for its rule
   * and method. The time when it began, in nanoseconds, finds the call again.
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
