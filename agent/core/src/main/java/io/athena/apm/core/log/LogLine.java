package io.athena.apm.core.log;

/** One line of the agent's log: a sentence, and how urgent it is. */
public record LogLine(Level level, String message) {

  /** How urgent a line is, the most urgent first. */
  public enum Level {
    /** Printed unless the log is off. */
    NOTICE,
    /** Something the operator should change or know about. */
    WARN,
    /** Printed on request only. */
    INFO
  }

  /**
   * The message without line breaks and other control characters: it may quote a metric, a tag or
   * an exception of the application.
   */
  String text() {
    StringBuilder line = new StringBuilder(message.length());
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      line.append(Character.isISOControl(c) ? '?' : c);
    }
    return line.toString();
  }
}
