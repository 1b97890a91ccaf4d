package io.athena.apm.exporters.pacing;

import java.util.concurrent.locks.LockSupport;

/** Parks the thread. */
public final class ParkingPause implements Pause {

  /** Holds nothing. */
  public ParkingPause() {}

  @Override
  public void rest(long nanos) {
    LockSupport.parkNanos(this, nanos);
  }
}
