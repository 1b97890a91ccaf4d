package io.athena.apm.core.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes to the process's standard error, one system call for each line. Not through {@code
 * System.err}, which may be a logger of the application's.
 */
public final class StandardErrorWriter implements LogWriter {

  private final OutputStream target;
  private final LogLine.Level least;

  /**
   * A writer to the process's standard error.
   *
   * @param least the least urgent level that is written
   */
  public StandardErrorWriter(LogLine.Level least) {
    this(new FileOutputStream(FileDescriptor.err), least);
  }

  /** A writer to somewhere else. */
  StandardErrorWriter(OutputStream target, LogLine.Level least) {
    this.target = target;
    this.least = least;
  }

  @Override
  public void write(LogLine line) {
    if (line.level().compareTo(least) <= 0) {
      try {
        target.write(
            ("athena-apm: " + oneLine(line.message()) + "\n").getBytes(StandardCharsets.UTF_8));
      } catch (IOException closed) {
        // Standard error was where one would say so.
      }
    }
  }

  /** A message may name what the application made up: a metric, a tag, an exception's message. */
  private static String oneLine(String message) {
    StringBuilder line = new StringBuilder(message.length());
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      line.append(Character.isISOControl(c) ? '?' : c);
    }
    return line.toString();
  }
}
