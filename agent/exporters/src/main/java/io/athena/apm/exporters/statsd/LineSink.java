package io.athena.apm.exporters.statsd;

/** Takes the lines of a flush, one after the other. */
interface LineSink {

  /** The buffer for the next line, empty. */
  LineBuffer begin();

  /**
   * The line is complete.
   *
   * @return false when this flush can't go on: write no more
   */
  boolean end();
}
