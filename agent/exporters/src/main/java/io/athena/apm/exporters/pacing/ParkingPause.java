package io.athena.apm.exporters.pacing;

import java.util.concurrent.locks.LockSupport;

/**
 * Parks the thread for the whole time, even if it is interrupted or unparked: both would end the
 * park at once, and the receive buffer would overflow.
 */
public final class ParkingPause implements Pause {

  /** Without state. */
  public ParkingPause() {}

  @Override
  public void rest(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      Thread.interrupted();
      LockSupport.parkNanos(this, left);
    }
  }
}
