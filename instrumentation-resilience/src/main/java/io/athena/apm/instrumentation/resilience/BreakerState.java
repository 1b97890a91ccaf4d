package io.athena.apm.instrumentation.resilience;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A breaker's state under the name that every library's states share.
 *
 * @param event lower case with underscores: the tag of the change into it
 * @param value of the gauge; NaN for a state that no library has
 */
record BreakerState(String event, double value) {

  private static final Map<String, Double> VALUES =
      Map.of(
          "closed", 0.0,
          "half_open", 1.0,
          "open", 2.0,
          "forced_open", 3.0,
          "disabled", 4.0,
          "metrics_only", 5.0);

  private static final int MOST_NAMES = 100;
  private static final Map<String, BreakerState> KNOWN = new ConcurrentHashMap<>();

  /** From a library's name for it: {@code HALF_OPEN}, {@code HalfOpen}, {@code half-open}. */
  static BreakerState of(String name) {
    BreakerState known = KNOWN.get(name);
    if (known == null) {
      String event = event(name);
      known = new BreakerState(event, VALUES.getOrDefault(event, Double.NaN));
      if (KNOWN.size() < MOST_NAMES) {
        KNOWN.put(name, known);
      }
    }
    return known;
  }

  private static String event(String name) {
    StringBuilder event = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (i > 0
          && Character.isUpperCase(name.charAt(i))
          && Character.isLowerCase(name.charAt(i - 1))) {
        event.append('_');
      }
      event.append(name.charAt(i) == '-' ? '_' : name.charAt(i));
    }
    return event.toString().toLowerCase(Locale.ROOT);
  }

  /** Whether the breaker rejects calls. */
  boolean isOpen() {
    return event.equals("open") || event.equals("forced_open");
  }

  /** By the event alone: a record's own would link method handles for 6 ms at a first change. */
  @Override
  public boolean equals(Object other) {
    return other instanceof BreakerState state && state.event.equals(event);
  }

  @Override
  public int hashCode() {
    return event.hashCode();
  }
}
