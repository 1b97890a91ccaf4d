package io.athena.apm.exporters.statsd;

/** A short rest between datagrams. */
interface Pause {

  /** Waits for about a millisecond. */
  void rest();
}
