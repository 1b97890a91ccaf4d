package io.athena.apm.agent;

/** Whether everything is to be taken out of the running JVM. Read by any thread. */
final class KillSwitch {

  private volatile boolean on;

  boolean isOn() {
    return on;
  }

  void turn(boolean killed) {
    on = killed;
  }
}
