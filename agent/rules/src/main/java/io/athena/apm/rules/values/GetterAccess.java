package io.athena.apm.rules.values;

/**
 * Calls a getter: code of the application that would not run without the agent. While it runs,
 * {@link #inProgress} is true and no other getter is called, so a getter that is measured itself
 * does not recurse endlessly. A getter that keeps throwing is not called any more.
 */
final class GetterAccess implements Access {

  private static final int MOST_FAILURES = 100;

  /** The values have a JDK type, so threads of the application refer to no class of ours. */
  private static final ThreadLocal<boolean[]> CALLING = new ThreadLocal<>();

  private final Access method;

  /** Not thread-safe: an approximate count is enough. */
  private int failures;

  GetterAccess(Access method) {
    this.method = method;
  }

  /** Whether the agent runs a getter on the current thread. */
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
