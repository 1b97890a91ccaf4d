package io.athena.apm.core.errors;

import java.util.Locale;

/** The places between agent and application at which the agent catches its own exceptions. */
public enum Door {
  /** The start of the agent. */
  PREMAIN,
  /** The weaving of a class. */
  WEAVING,
  /** Woven code, on the application's threads. */
  ADVICE,
  /** Woven code, where the JVM had no memory or stack left. */
  EXHAUSTED,
  /** Pollers, snapshots and exporters. */
  FLUSH;

  /** The value of the tag {@code door}. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
