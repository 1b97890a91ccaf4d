package io.athena.apm.exporters.statsd;

import java.util.concurrent.locks.LockSupport;

/** Parks the thread. */
final class ParkingPause implements Pause {

  @Override
  public void rest(long nanos) {
    LockSupport.parkNanos(this, nanos);
  }
}
