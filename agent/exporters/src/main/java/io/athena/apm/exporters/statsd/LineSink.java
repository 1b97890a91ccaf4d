package io.athena.apm.exporters.statsd;

/** Takes the lines of a flush. */
interface LineSink {

  Packet begin();

  /** Ends the line; false if the flush has to end. */
  boolean end();
}
