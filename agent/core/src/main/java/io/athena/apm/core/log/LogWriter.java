package io.athena.apm.core.log;

/** Where lines go in the end. Called on one thread at a time. */
public interface LogWriter {

  /** Writes one line. */
  void write(LogLine line);
}
