package io.athena.apm.agent;

import io.athena.apm.core.metrics.Registry;

/**
 * Whether everything is to be taken out of the running JVM. Read by any thread; what polls the
 * application rests while it is on.
 */
final class KillSwitch {

  private volatile boolean on;
  private volatile Registry pauses;

  /** Called before it is turned. */
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
