package io.athena.apm.exporters.statsd;

import java.util.concurrent.TimeUnit;

/** A short rest between packets. */
interface Pause {

  /** How long to wait for something that takes a moment. */
  long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** Waits for about so long. */
  void rest(long nanos);
}
