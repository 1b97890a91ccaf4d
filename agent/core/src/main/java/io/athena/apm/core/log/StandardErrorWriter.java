package io.athena.apm.core.log;

import java.util.HashMap;
import java.util.Map;
import org.tinylog.writers.ConsoleWriter;

/**
 * Writes lines to {@code System.err} by tinylog's console writer, each with {@code athena-apm:}
 * before it. Waits as long as the stream does.
 */
public final class StandardErrorWriter implements LogWriter {

  private final ConsoleWriter console = new ConsoleWriter(properties());

  /** A writer to the {@code System.err} of the moment at which a line is written. */
  public StandardErrorWriter() {}

  private static Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put("stream", "err");
    properties.put("format", "athena-apm: {message-only}");
    return properties;
  }

  @Override
  public void write(LogLine line) {
    try {
      console.write(LogEntries.of(line.text()));
    } catch (RuntimeException broken) {
      // The application has replaced System.err. There is no other place to report this.
    }
  }
}
