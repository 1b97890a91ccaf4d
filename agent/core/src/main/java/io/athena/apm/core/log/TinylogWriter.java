package io.athena.apm.core.log;

import java.util.Map;
import org.tinylog.Logger;
import org.tinylog.configuration.Configuration;

/**
 * Writes to standard error through tinylog, configured here and nowhere else: an application's own
 * {@code tinylog.properties} and system properties are replaced before they count.
 */
public final class TinylogWriter implements LogWriter {

  private final boolean infoToo;

  /**
   * A writer. Called on the athena-apm thread, whose context class loader is the engine's, because
   * tinylog looks for its services there.
   *
   * @param infoToo whether lines of interest on request are written
   */
  public TinylogWriter(boolean infoToo) {
    this.infoToo = infoToo;
    Configuration.replace(
        Map.of(
            "writer", "console",
            "writer.stream", "err",
            "writer.format", "athena-apm: {message}",
            "autoshutdown", "false"));
  }

  @Override
  public void write(LogLine line) {
    if (line.level() == LogLine.Level.WARN) {
      Logger.warn(line.message());
    } else if (infoToo || line.level() == LogLine.Level.NOTICE) {
      Logger.info(line.message());
    }
  }
}
