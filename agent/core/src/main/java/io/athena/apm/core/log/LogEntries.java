package io.athena.apm.core.log;

import java.util.Collections;
import org.tinylog.Level;
import org.tinylog.core.LogEntry;

/** Makes tinylog's log entries, of which the agent uses the message only. */
final class LogEntries {

  private LogEntries() {}

  static LogEntry of(String text) {
    return new LogEntry(
        null, null, Collections.emptyMap(), null, null, null, 0, null, Level.INFO, text, null);
  }
}
