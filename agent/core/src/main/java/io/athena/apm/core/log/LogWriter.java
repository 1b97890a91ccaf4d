package io.athena.apm.core.log;

/** Writes lines of the agent's log. Called by one thread at a time. */
public interface LogWriter {

  /** Writes one line, and throws nothing where that fails. */
  void write(LogLine line);
}
