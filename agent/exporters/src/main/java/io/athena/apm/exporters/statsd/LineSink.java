package io.athena.apm.exporters.statsd;

/** Takes the lines of a flush. */
interface LineSink {

  /** Starts the next line. */
  Packet begin();

  /**
   * Ends the line.
   *
   * @return false if the flush has to end
   */
  boolean end();
}
