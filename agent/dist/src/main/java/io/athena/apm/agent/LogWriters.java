package io.athena.apm.agent;

import io.athena.apm.core.log.LogLine;
import io.athena.apm.core.log.LogWriter;
import io.athena.apm.core.log.StandardErrorWriter;
import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.Settings;

/** Makes the writer that the setting {@code log.level} asks for. */
final class LogWriters {

  private LogWriters() {}

  static LogWriter of(Settings settings) {
    return switch (settings.get(SettingTable.LOG_LEVEL)) {
      case "off" -> new Silence();
      case "info" -> new WithoutKey(settings, new StandardErrorWriter(LogLine.Level.INFO));
      default -> new WithoutKey(settings, new StandardErrorWriter(LogLine.Level.WARN));
    };
  }

  /** Whatever a line is about: the API key may have been written where something else belongs. */
  private record WithoutKey(Settings settings, LogWriter writer) implements LogWriter {

    @Override
    public void write(LogLine line) {
      writer.write(new LogLine(line.level(), settings.masked(line.message())));
    }
  }

  private static final class Silence implements LogWriter {

    @Override
    public void write(LogLine line) {
      // Switched off by the operator.
    }
  }
}
