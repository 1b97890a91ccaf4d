package io.athena.apm.instrumentation.resilience;

import io.athena.apm.rules.values.CreationSites;

/** Names the calls that Spring retries, and counts the retries of the call on each thread. */
final class SpringRetries {

  /** Its values are of a JDK type, so a thread of the application refers to no class of ours. */
  private static final ThreadLocal<int[]> RETRIES = new ThreadLocal<>();

  /** A call begins; returns the retries so far of the one around it. */
  int start() {
    int[] counted = counted();
    int outer = counted[0];
    counted[0] = 0;
    return outer;
  }

  /** The innermost call of this thread is tried again. */
  void add() {
    counted()[0]++;
  }

  private static int[] counted() {
    int[] known = RETRIES.get();
    if (known == null) {
      known = new int[1];
      RETRIES.set(known);
    }
    return known;
  }

  /** A call has ended; returns its retries. */
  int end(int outer) {
    int[] counted = counted();
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
