package io.athena.apm.core.values;

/**
 * A getter: code of the application that would not run without the agent. While it runs, {@link
 * #inProgress} tells so, and no other getter is called, so that a getter which is measured itself
 * never calls itself without end. One that keeps throwing is given up.
 */
final class GetterAccess implements Access {

  private static final int MOST_FAILURES = 100;

  /** A type of the JDK in it, so that a thread of the application keeps nothing of ours. */
  private static final ThreadLocal<boolean[]> CALLING = new ThreadLocal<>();

  private final Access method;

  /** Counted without care for other threads: about a hundred will do. */
  private int failures;

  GetterAccess(Access method) {
    this.method = method;
  }

  /** Whether the current thread runs a getter on behalf of the agent. */
  static boolean inProgress() {
    boolean[] calling = CALLING.get();
    return calling != null && calling[0];
  }

  @Override
  public Object read(Object target) throws Throwable {
    boolean[] calling = calling();
    if (calling[0] || failures >= MOST_FAILURES) {
      return null;
    }
    calling[0] = true;
    try {
      return method.read(target);
    } catch (Throwable applications) {
      failures++;
      throw applications;
    } finally {
      calling[0] = false;
    }
  }

  private static boolean[] calling() {
    boolean[] calling = CALLING.get();
    if (calling == null) {
      calling = new boolean[1];
      CALLING.set(calling);
    }
    return calling;
  }
}
