package io.athena.apm.core.log;

import io.athena.apm.metrics.MonotonicClock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The agent's log. Each line is one sentence for the operator. Called by any thread; adding a line
 * never waits for output. {@link #drain} writes the lines that were added.
 */
public final class AgentLog implements Consumer<String> {

  private static final int CAPACITY = 1_000;
  private static final String OVERFLOW =
      "more than 1000 different warnings within an hour; further ones are omitted";
  private static final long REMEMBERED_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Queue<LogLine> lines = new ConcurrentLinkedQueue<>();
  private final LongSupplier nanoTime;

  /** When each message was last added, the oldest first. Guarded by itself, as is the flag. */
  private final Map<String, Long> warnings = new LinkedHashMap<>(16, 0.75f, true);

  private boolean overflowReported;
  private volatile Runnable wakeUp;

  /** An empty log. */
  public AgentLog() {
    this(new MonotonicClock());
  }

  AgentLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Adds a line about something that the operator should change or know about. */
  public void warn(String message) {
    add(LogLine.Level.WARN, message);
  }

  /**
   * Does {@link #warn}, unless the message was added before. Remembers 1,000 messages. When they
   * are full, a new message replaces one that was not added for an hour; if there is none, the new
   * message is omitted, and one line reports that.
   */
  public void warnOnce(String message) {
    String line = unlessRepeated(message);
    if (line != null) {
      warn(line); // without the lock: the athena-apm thread writes at once, and may block
    }
  }

  /** The line to write; null for none. */
  private String unlessRepeated(String message) {
    long now = nanoTime.getAsLong();
    synchronized (warnings) {
      if (warnings.size() < CAPACITY || warnings.containsKey(message) || forgetOldest(now)) {
        return warnings.put(message, now) == null ? message : null;
      }
      String line = overflowReported ? null : OVERFLOW;
      overflowReported = true;
      return line;
    }
  }

  /** Makes room for a new message; returns whether it could. */
  private boolean forgetOldest(long now) {
    Iterator<Long> times = warnings.values().iterator();
    boolean old = now - times.next() >= REMEMBERED_NANOS;
    if (old) {
      times.remove();
    }
    return old;
  }

  /** Does {@link #warnOnce}. */
  @Override
  public void accept(String message) {
    warnOnce(message);
  }

  /** Adds a line that is written on request only. */
  public void info(String message) {
    add(LogLine.Level.INFO, message);
  }

  /** Adds a line that is written at every level but off: the first line and the last. */
  public void notice(String message) {
    add(LogLine.Level.NOTICE, message);
  }

  /** Sets the action that runs after each line is added, on the thread that adds it. */
  public void onLine(Runnable action) {
    wakeUp = action;
  }

  /** Whether no line waits to be written. */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Writes the lines that wait, on the calling thread. */
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
