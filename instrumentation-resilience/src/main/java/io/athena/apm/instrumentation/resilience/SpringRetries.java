package io.athena.apm.instrumentation.resilience;

import io.athena.apm.rules.values.CreationSites;

/** Names the calls that Spring retries, and counts the retries of the call on each thread. */
final class SpringRetries {

  /** Its values are of a JDK type, so a thread of the application refers to no class of ours. */
  private final ThreadLocal<int[]> retries = ThreadLocal.withInitial(() -> new int[1]);

  /** A call begins; returns the retries so far of the one around it. */
  int start() {
    int[] counted = retries.get();
    int outer = counted[0];
    counted[0] = 0;
    return outer;
  }

  /** The innermost call of this thread is tried again. */
  void add() {
    retries.get()[0]++;
  }

  /** A call has ended; returns its retries. */
  int end(int outer) {
    int[] counted = retries.get();
    int own = counted[0];
    counted[0] = outer;
    return own;
  }

  /** The name of a call by the library, or the application's method that makes it. */
  static String name(String packageName, Object given) {
    return given == null ? CreationSites.caller(packageName) : given.toString();
  }

  /** The name of an operation; null for that of its class, which for lambdas differs each time. */
  static String given(String packageName, Object operation, String name) {
    String type = operation.getClass().getName();
    return name.equals(type) || type.startsWith(packageName) ? null : name;
  }
}
