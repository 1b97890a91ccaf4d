package io.athena.apm.rules.values;

import java.util.Locale;

/** Where a path begins. */
public enum ValueRoot {
  /** The object whose method runs; null in a static method. */
  THIS,
  /** An argument: {@code arg0} is the first. */
  ARG,
  /** The result; null if the method threw. */
  RETURN,
  /** The exception; null if the method returned. */
  ERROR,
  /** The current item of a metric with {@code each}. */
  ITEM;

  /** The word in a path; of an argument, without its number. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
