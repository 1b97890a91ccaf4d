package io.athena.apm.runtime;

import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Numbers the hooks and rules whose advice is woven. Woven code reports a failure by this number: a
 * text constant is created when code first reaches it, which fails while the heap is full, and the
 * application would get that error. Thread-safe.
 */
public final class AdviceNames {

  /** Only grows; read without a lock, because woven code reads it. */
  private static final CopyOnWriteArrayList<String> NAMES = new CopyOnWriteArrayList<String>();

  private AdviceNames() {}

  /** The number of a hook or rule; a new one where it has none. Called while classes load. */
  public static int number(String origin) {
    NAMES.addIfAbsent(origin);
    return NAMES.indexOf(origin);
  }

  static String name(int number) {
    return NAMES.get(number);
  }
}
