package io.athena.apm.core.jvm;

/**
 * Whether the application's {@code main} runs, told from the bottom of the main thread's stack:
 * before that, there stand the launcher and the agents' {@code premain}.
 */
final class MainStarted {

  private Thread mainThread;

  /**
   * Looks at a thread.
   *
   * @param mainThread null where {@code main} is known to have started
   */
  MainStarted(Thread mainThread) {
    this.mainThread = mainThread;
  }

  /** Once true, always true; the thread is let go then. */
  boolean get() {
    if (mainThread != null && hasStarted(mainThread)) {
      mainThread = null;
    }
    return mainThread == null;
  }

  private static boolean hasStarted(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    if (stack.length == 0) {
      return !thread.isAlive();
    }
    String bottom = stack[stack.length - 1].getClassName();
    return !bottom.startsWith("sun.") && !bottom.startsWith("java.") && !bottom.startsWith("jdk.");
  }
}
