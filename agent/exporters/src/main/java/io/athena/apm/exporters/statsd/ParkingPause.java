package io.athena.apm.exporters.statsd;

import java.util.concurrent.locks.LockSupport;

/** Parks the thread. */
final class ParkingPause implements Pause {

  private static final long NANOS = 1_000_000;

  @Override
  public void rest() {
    LockSupport.parkNanos(this, NANOS);
  }
}
