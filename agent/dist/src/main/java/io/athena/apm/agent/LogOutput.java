package io.athena.apm.agent;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.log.LogFile;
import io.athena.apm.core.log.LogLine;
import io.athena.apm.core.log.LogWriter;
import io.athena.apm.core.log.StandardErrorWriter;
import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.Settings;

/**
 * Writes the lines that the setting {@code log.level} selects to standard error and to the file
 * that {@code log.file} names.
 */
final class LogOutput implements LogWriter {

  private final Settings settings;
  private final LogLine.Level least; // null for no line
  private final LogWriter standardError = new StandardErrorWriter();
  private final LogFile file; // null where none is set

  LogOutput(Settings settings, AgentLog log) {
    this.settings = settings;
    this.least = least(settings.get(SettingTable.LOG_LEVEL));
    String name = settings.get(SettingTable.LOG_FILE);
    this.file = name.isEmpty() || least == null ? null : new LogFile(name, new WallClock(), log);
  }

  private static LogLine.Level least(String level) {
    return switch (level) {
      case "off" -> null;
      case "info" -> LogLine.Level.INFO;
      default -> LogLine.Level.WARN;
    };
  }

  boolean hasFile() {
    return file != null;
  }

  /** See {@link LogFile#open}. Called where there is a file. */
  void openFile() {
    file.open();
  }

  /** Masks the API key, which the operator may have written into any other setting. */
  @Override
  public void write(LogLine line) {
    if (least != null && line.level().compareTo(least) <= 0) {
      LogLine masked = new LogLine(line.level(), settings.masked(line.message()));
      standardError.write(masked);
      if (file != null) {
        file.write(masked);
      }
    }
  }
}
