package io.athena.apm.core.export;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.log.LogWriter;
import io.athena.apm.core.settings.SettingType;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The exit of the JVM: a last flush within {@code shutdown.timeout}, then one line for each
 * exporter that says how many lines were sent and lost. Thread-safe.
 *
 * <p>Three quarters of the timeout are for sending, an eighth more for closing, and the last eighth
 * for the line: whoever waits for the exit stops reading when the time is over.
 */
/*
 * Why not Runtime.addShutdownHook
 *
 * The JVM starts the hooks of the application all at once. A service that finishes its requests in
 * a hook would go on counting after our flush, and those counts would be lost. The JDK itself runs
 * ten numbered steps at the exit, of which the application's hooks are the second. Ours is the last
 * one. It is put into the array by reflection: java.lang.Shutdown.add, called by reflection, makes
 * JDK 25 generate 12 classes in every start. Where a JDK has no such array, an ordinary hook runs.
 */
public final class Shutdown implements Runnable {

  /** The last of the steps of {@code java.lang.Shutdown}; the JDK uses 0 to 2. */
  private static final int LAST_STEP = 9;

  private static final long MOST_MILLIS_FOR_LAST_WORDS = 100;
  private static final long SHORTEST_LIMIT_NANOS = 1_000_000_000;

  private final Duration timeout;
  private final AgentLoop loop;
  private final AgentLog log;
  private final LogWriter writer;
  private final LongSupplier nanoTime;
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private volatile BooleanSupplier haveWoven;
  private volatile boolean begun;
  private volatile long begunAt;

  /**
   * No exit yet. A timeout of zero does not wait. The writer gets the lines that the loop's thread
   * can't write any more.
   */
  public Shutdown(
      Duration timeout, AgentLoop loop, AgentLog log, LogWriter writer, LongSupplier nanoTime) {
    this.timeout = timeout;
    this.loop = loop;
    this.log = log;
    this.writer = writer;
    this.nanoTime = nanoTime;
  }

  /** Has the JVM run this at its exit, after the application's shutdown hooks. */
  public void install(Instrumentation instrumentation, BooleanSupplier woven) {
    haveWoven = woven;
    try {
      runAfterApplicationHooks(instrumentation);
    } catch (ReflectiveOperationException | RuntimeException elsewhere) {
      runAmongApplicationHooks();
    }
  }

  private void runAfterApplicationHooks(Instrumentation instrumentation)
      throws ReflectiveOperationException {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", Set.of(Shutdown.class.getModule())),
        Set.of(),
        Map.of());
    Field field = Class.forName("java.lang.Shutdown").getDeclaredField("hooks");
    field.setAccessible(true);
    ((Runnable[]) field.get(null))[LAST_STEP] = this;
  }

  private void runAmongApplicationHooks() {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this, "athena-apm-exit"));
    } catch (IllegalStateException exitingAlready) {
      // Nothing was counted yet.
    }
  }

  /** Includes an exporter in the lines at the exit. */
  public void report(Delivery delivery) {
    deliveries.add(delivery);
  }

  /** Whether the exit has begun. */
  public boolean hasBegun() {
    return begun;
  }

  /** Limits how long the flushes of one exporter, which come at this interval, may take. */
  public FlushLimit flushLimit(Duration interval) {
    return new FlushLimit(interval);
  }

  /** A poller that the last flush leaves out: a brief program must not load JMX only to exit. */
  public Runnable untilExit(Runnable poller) {
    return new Runnable() {
      @Override
      public void run() {
        if (!begun) {
          poller.run();
        }
      }
    };
  }

  /** Closes the exporters after the last flush and reports. Runs on the athena-apm thread. */
  public Runnable afterLastFlush(Flush flush) {
    return new Runnable() {
      @Override
      public void run() {
        long end = begunAt + timeout.toNanos() / 8 * 7;
        flush.end(Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong())));
        summarize();
      }
    };
  }

  /** The exit begins, without waiting for a flush. */
  public void begin() {
    begunAt = nanoTime.getAsLong();
    begun = true;
  }

  /**
   * Runs on the thread that exits, and waits for the last flush. A program that ends before the
   * engine is ready, had nothing woven and has no line to read does not wait.
   */
  @Override
  public void run() {
    begin();
    if ((loop.isReady() || haveWoven.getAsBoolean() || !log.isEmpty())
        && !loop.finish(timeout)
        && loop.isReady()) {
      writeLastWords();
    }
  }

  /** On a thread that the exit does not wait for: standard error may be what blocks. */
  private void writeLastWords() {
    Thread thread = new Thread(null, new LastWords(), "athena-apm-exit", 0, false);
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(MOST_MILLIS_FOR_LAST_WORDS);
    } catch (InterruptedException stopWaiting) {
      Thread.currentThread().interrupt();
    }
  }

  /** A notice where lines were lost, else on request. */
  private void summarize() {
    for (Delivery delivery : deliveries) {
      String line = "exit: " + (deliveries.size() > 1 ? delivery.exporter() + ": " : "") + delivery;
      if (delivery.isComplete()) {
        log.info(line);
      } else {
        log.notice(line);
      }
    }
  }

  /**
   * Limits one flush to an interval, or to a second where the interval is shorter. The last flush
   * may take three quarters of the exit's timeout. A flush during which the exit begins ends, so
   * that the last one has that time. Used by one thread.
   */
  public final class FlushLimit {

    private final long longest;
    private long flushBegunAt;
    private boolean last;

    private FlushLimit(Duration interval) {
      longest = Math.max(interval.toNanos(), SHORTEST_LIMIT_NANOS);
    }

    /** A flush begins now. */
    public void begin() {
      flushBegunAt = nanoTime.getAsLong();
      last = begun;
    }

    /** Whether no other flush follows this one. */
    public boolean isLast() {
      return last;
    }

    /** Whether the flush has taken too long. */
    public boolean isOver() {
      long now = nanoTime.getAsLong();
      return begun
          ? !last || now - begunAt >= timeout.toNanos() / 4 * 3
          : now - flushBegunAt >= longest;
    }
  }

  private final class LastWords implements Runnable {

    @Override
    public void run() {
      if (timeout.isZero()) {
        log.info("exit: did not wait for the last flush");
      } else {
        log.warn("exit: the last flush has not ended within " + SettingType.Time.text(timeout));
      }
      summarize();
      log.drain(writer);
    }
  }
}
