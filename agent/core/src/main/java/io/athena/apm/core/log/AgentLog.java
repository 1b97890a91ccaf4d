package io.athena.apm.core.log;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Lines for the operator, each one clear sentence. Called by any thread, never waits; {@link
 * #drain} writes what has come.
 */
public final class AgentLog implements Consumer<String> {

  private static final int CAPACITY = 1_000;

  private final Queue<LogLine> lines = new ConcurrentLinkedQueue<>();
  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private volatile Runnable wakeUp;

  /** Something the operator should change or know about. */
  public void warn(String message) {
    add(LogLine.Level.WARN, message);
  }

  /** As {@link #warn}, the first time that this message comes. */
  public void warnOnce(String message) {
    if (said.size() < CAPACITY && said.add(message)) {
      warn(message);
    }
  }

  /** {@link #warnOnce}. */
  @Override
  public void accept(String message) {
    warnOnce(message);
  }

  /** Of interest on request only. */
  public void info(String message) {
    add(LogLine.Level.INFO, message);
  }

  /**
   * Printed at any level but off: the line that says the agent runs, the line that says how it
   * ended.
   */
  public void notice(String message) {
    add(LogLine.Level.NOTICE, message);
  }

  /** Sets what to run when a line has come: it makes the athena-apm thread write it. */
  public void onLine(Runnable action) {
    wakeUp = action;
  }

  /** Whether no line waits to be written. */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Writes the lines that wait. */
  public void drain(LogWriter writer) {
    for (LogLine line = lines.poll(); line != null; line = lines.poll()) {
      writer.write(line);
    }
  }

  private void add(LogLine.Level level, String message) {
    if (lines.size() < CAPACITY) {
      lines.add(new LogLine(level, message));
      Runnable action = wakeUp;
      if (action != null) {
        action.run();
      }
    }
  }
}
