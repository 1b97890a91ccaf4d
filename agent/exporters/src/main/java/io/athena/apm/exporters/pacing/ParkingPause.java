package io.athena.apm.exporters.pacing;

import java.util.concurrent.locks.LockSupport;

/**
 * Parks the thread, to the end also where it was interrupted or has work waiting: both would end a
 * park at once, and without rests a receiver is overrun.
 */
public final class ParkingPause implements Pause {

  /** Holds nothing. */
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
