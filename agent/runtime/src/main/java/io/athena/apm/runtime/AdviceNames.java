package io.athena.apm.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers the instrumentations whose advice is woven. Woven code reports a failure by this number:
 * a text constant is created when code first reaches it, which fails while the heap is full, and
 * the application would get that error. Thread-safe.
 */
public final class AdviceNames {

  private static final List<String> NAMES = new ArrayList<String>();

  private AdviceNames() {}

  /** The number of an instrumentation; a new one where it has none. Called while classes load. */
  public static int number(String instrumentation) {
    synchronized (NAMES) {
      int known = NAMES.indexOf(instrumentation);
      if (known >= 0) {
        return known;
      }
      NAMES.add(instrumentation);
      return NAMES.size() - 1;
    }
  }

  static String name(int number) {
    synchronized (NAMES) {
      return NAMES.get(number);
    }
  }
}
