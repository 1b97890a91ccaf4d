package io.athena.apm.exporters.pacing;

import java.util.concurrent.TimeUnit;

/** A short rest between packets. */
public interface Pause {

  /** A millisecond, the usual short wait. */
  long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** Waits for about this time. */
  void rest(long nanos);
}
