package io.athena.apm.core.log;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.tinylog.writers.FileWriter;
import org.tinylog.writers.RollingFileWriter;
import org.tinylog.writers.Writer;

/**
 * Writes lines to the file that the setting {@code log.file} names, by tinylog's rolling file
 * writer. Lines that come before {@link #open} are kept and written then. Thread-safe; writes on
 * the calling thread.
 *
 * <pre>
 *   /var/log/apm.log          the newest file, by a hard link
 *   /var/log/apm.log.d/4.log  the same file
 *   /var/log/apm.log.d/3.log  the one before; five files are kept
 * </pre>
 */
/*
 * Why a folder for the files
 *
 * tinylog searches the folder of a rolling file with all folders below it, and deletes the oldest
 * files whose names look like its own. In a folder that other programs use, that takes as long as
 * the folder is large, and deletes what they wrote.
 */
public final class LogFile implements LogWriter {

  private static final String LARGEST = "1mb";
  private static final String MOST_FILES = "5";
  private static final int MOST_KEPT = 1_000;

  private final String name;
  private final LongSupplier wallClock;
  private final Consumer<String> problems;
  private List<String> kept = new ArrayList<>(); // null from the first open on
  private Writer writer; // null before that, and once writing has failed

  /**
   * Does not open the file. The clock counts milliseconds since 1970; {@code problems} gets one
   * sentence where the file can't be used or does not roll.
   */
  public LogFile(String name, LongSupplier wallClock, Consumer<String> problems) {
    this.name = name;
    this.wallClock = wallClock;
    this.problems = problems;
  }

  /**
   * Opens the file, the first time this is called. Called once {@code main} has begun, since
   * tinylog's rolling writer loads JMX, by a thread whose context class loader is the engine's.
   */
  public synchronized void open() {
    if (kept == null) {
      return;
    }
    boolean rolls = hasManagement();
    String problem = rolls ? null : "does not roll: this JVM has no module java.management";
    try {
      writer = rolls ? rolling() : plain();
    } catch (IOException | RuntimeException | LinkageError unusable) {
      problem = unusable("can't be opened", unusable);
    }
    List<String> lines = kept;
    kept = null;
    for (String line : lines) {
      write(line);
    }
    if (problem != null) {
      report(problem); // last, because the line is written to this file, too
    }
  }

  @Override
  public synchronized void write(LogLine line) {
    String text = Instant.ofEpochMilli(wallClock.getAsLong()) + " " + line.text();
    if (kept == null) {
      write(text);
    } else if (kept.size() < MOST_KEPT) {
      kept.add(text);
    }
  }

  private void write(String text) {
    if (writer != null) {
      try {
        writer.write(LogEntries.of(text));
      } catch (Exception failed) {
        writer = null;
        report(unusable("can't be written any more", failed));
      }
    }
  }

  private static String unusable(String what, Throwable problem) {
    return what + " (" + problem.getClass().getSimpleName() + "); lines go to standard error only";
  }

  private void report(String what) {
    problems.accept("log.file: " + name + " " + what);
  }

  private static boolean hasManagement() {
    return ModuleLayer.boot().findModule("java.management").isPresent();
  }

  private Writer rolling() throws IOException {
    if (name.indexOf('{') >= 0 || name.indexOf('}') >= 0) {
      throw new IllegalArgumentException("tinylog would read a pattern");
    }
    Path folder = Path.of(name + ".d");
    if (Files.exists(Path.of(name)) && !Files.isDirectory(folder)) {
      // The link would replace a file that is not the agent's.
      throw new FileAlreadyExistsException(name);
    }
    Map<String, String> properties = properties(folder.resolve("{count}.log").toString());
    properties.put("latest", name);
    properties.put("policies", "size: " + LARGEST);
    properties.put("backups", MOST_FILES);
    return new RollingFileWriter(properties);
  }

  private Writer plain() throws IOException {
    Map<String, String> properties = properties(name);
    properties.put("append", "true");
    return new FileWriter(properties);
  }

  private static Map<String, String> properties(String file) {
    Map<String, String> properties = new HashMap<>();
    properties.put("file", file);
    properties.put("charset", "UTF-8");
    properties.put("format", "{message-only}");
    return properties;
  }
}
