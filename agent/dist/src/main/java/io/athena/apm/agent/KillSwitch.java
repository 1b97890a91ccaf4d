package io.athena.apm.agent;

import io.athena.apm.metrics.Registry;

/**
 * Whether all instrumentation is removed from the running JVM. Thread-safe. While it is on, the
 * application is not polled.
 */
final class KillSwitch {

  private volatile boolean on;
  private volatile Registry pauses;

  /** Sets the registry whose polling pauses. Called before {@link #turn}. */
  void pauses(Registry registry) {
    pauses = registry;
  }

  boolean isOn() {
    return on;
  }

  void turn(boolean killed) {
    if (on != killed) {
      on = killed;
      pauses.pause(killed);
    }
  }
}
