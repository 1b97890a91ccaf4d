package io.athena.apm.agent;

import io.athena.apm.core.log.LogWriter;
import io.athena.apm.core.log.TinylogWriter;
import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.Settings;

/** Makes the writer that the setting {@code log.level} asks for. */
final class LogWriters {

  private LogWriters() {}

  static LogWriter of(Settings settings) {
    return switch (settings.get(SettingTable.LOG_LEVEL)) {
      case "off" -> line -> {};
      case "info" -> new TinylogWriter(true);
      default -> new TinylogWriter(false);
    };
  }
}
