package io.athena.apm.instrumentation.resilience;

import java.util.Map;

/**
 * A breaker's state under the name that every library's states share.
 *
 * @param event the tag of the change into it, see {@link EventName}
 * @param value of the gauge; NaN for a state that no library has
 */
record BreakerState(String event, double value) {

  static final BreakerState FORCED_OPEN = new BreakerState("forced_open", 3);

  /** Permits every call. */
  static final BreakerState DISABLED = new BreakerState("disabled", 4);

  private static final Map<String, BreakerState> KNOWN =
      Map.of(
          "closed", new BreakerState("closed", 0),
          "half_open", new BreakerState("half_open", 1),
          "open", new BreakerState("open", 2),
          "forced_open", FORCED_OPEN,
          "disabled", DISABLED,
          "metrics_only", new BreakerState("metrics_only", 5));

  /** From a library's name for it, in any spelling. */
  static BreakerState of(String name) {
    String event = EventName.of(name);
    BreakerState known = KNOWN.get(event);
    return known == null ? new BreakerState(event, Double.NaN) : known;
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
