package io.athena.apm.core.log;

/**
 * One line of the agent's log.
 *
 * @param level how urgent it is
 * @param message one sentence
 */
public record LogLine(Level level, String message) {

  /** How urgent a line is. */
  public enum Level {
    /** Printed unless the log is off. */
    NOTICE,
    /** Something to change or to know about. */
    WARN,
    /** Of interest on request. */
    INFO
  }
}
