package io.athena.apm.core.values;

import java.util.Locale;

/** What a path begins at. */
public enum ValueRoot {
  /** The object whose method runs; nothing in a static method. */
  THIS,
  /** An argument: {@code arg0} is the first. */
  ARG,
  /** What the method returned; nothing where it threw. */
  RETURN,
  /** What the method threw; nothing where it returned. */
  ERROR,
  /** One of the things that a metric is recorded for each of. */
  ITEM;

  /** The word in a path, of an argument without its number. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
