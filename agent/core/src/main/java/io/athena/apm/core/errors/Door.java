package io.athena.apm.core.errors;

import java.util.Locale;

/** Where the agent touches the application, and catches what it throws itself. */
public enum Door {
  /** The start. */
  PREMAIN,
  /** A class as it is loaded or retransformed. */
  WEAVING,
  /** Woven code, on the application's threads. */
  ADVICE,
  /** Pollers, snapshots and exporters. */
  FLUSH;

  /** The value of the tag {@code door}. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
