package io.athena.apm.core.jvm;

/**
 * Knows whether the application's {@code main} has begun, by the bottom of the main thread's stack:
 * before {@code main} it is the launcher or an agent's {@code premain}. Used by one thread.
 */
public final class MainStarted {

  private Thread mainThread;

  /**
   * Inspects nothing yet.
   *
   * @param mainThread the thread that runs {@code main}; null where {@code main} has begun
   */
  public MainStarted(Thread mainThread) {
    this.mainThread = mainThread;
  }

  /** Whether it has begun. Once true, always true; the thread is released then. */
  public boolean get() {
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
