package io.athena.apm.core.export;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The work of the athena-apm thread for the life of the JVM: it flushes at each interval, and runs
 * the tasks that other threads add in between.
 *
 * <p>It ignores interrupts: code that interrupts all threads of the main thread's group, to which
 * this thread belongs, intends to stop others. The flag is cleared at each step, since a thread
 * with the flag set does not park, and its channels are closed.
 */
public final class AgentLoop implements Runnable {

  /** Longer than the start of a program that does nothing, and longer than most starts. */
  private static final long[] PREPARE_MILLIS = {100, 5_000};

  /** The shortest time between two early flushes. */
  private static final long EARLY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread thread;

  private volatile boolean ready;
  private volatile boolean finishing;
  private volatile boolean soon;
  private volatile AgentErrors errors;
  private Runnable[] preparations = {};
  private Runnable flush;
  private Runnable early;
  private Runnable end;
  private long intervalNanos = Long.MAX_VALUE / 2;

  /** A loop without a flush, which this thread will run. */
  public AgentLoop(Thread thread) {
    this.thread = thread;
  }

  /** Adds a task, from any thread, without waiting. */
  public void execute(Runnable task) {
    tasks.add(task);
    LockSupport.unpark(thread);
  }

  /** Has the early flush run, at most one in a second. Called by any thread, which never waits. */
  public void flushSoon() {
    soon = true;
    LockSupport.unpark(thread);
  }

  /** Sets what {@link #flushSoon} runs. Called before {@link #flushEvery}. */
  public void flushEarlyBy(Runnable action) {
    early = action;
  }

  /** Sets where exceptions of tasks and flushes are counted. */
  public void countIn(AgentErrors counting) {
    errors = counting;
  }

  /** Sets the action after the last flush. Called before {@link #flushEvery}. */
  public void atEnd(Runnable action) {
    end = action;
  }

  /**
   * Sets what runs once, before the first flush. Called before {@link #flushEvery}.
   *
   * @param soon initialises what a flush needs, since a class whose initialisation fails while the
   *     heap is full never works again
   * @param later what a brief program should not pay for
   */
  public void prepareBy(Runnable soon, Runnable later) {
    preparations = new Runnable[] {soon, later};
  }

  /** Sets the flush. Called before the loop runs, by the thread that will run it. */
  public void flushEvery(Duration interval, Runnable action) {
    intervalNanos = interval.toNanos();
    flush = action;
    ready = true;
  }

  /** Whether the flush is set, so that the thread runs the loop or is about to. */
  public boolean isReady() {
    return ready;
  }

  /** At the exit of the JVM: flushes a last time and ends; returns whether that was in time. */
  public boolean finish(Duration timeout) {
    finishing = true;
    LockSupport.unpark(thread);
    try {
      return finished.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopWaiting) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends a loop that will never run: the exit does not wait for it. */
  public void cancel() {
    finished.countDown();
  }

  @Override
  public void run() {
    try {
      work();
    } finally {
      finished.countDown();
    }
  }

  private void work() {
    runTasks();
    long start = System.nanoTime();
    int prepared = 0;
    long next = start + intervalNanos;
    long nextEarly = start;
    while (!finishing) {
      clearInterrupt();
      boolean prepare = prepared < preparations.length;
      long now = System.nanoTime();
      long wait = (prepare ? start + prepareNanos(prepared) : next) - now;
      boolean mayBeEarly = soon && early != null && (prepared > 0 || !prepare);
      if (mayBeEarly && nextEarly - now <= 0) {
        soon = false;
        contain(early);
        nextEarly = System.nanoTime() + EARLY_NANOS;
      } else if (wait > 0) {
        LockSupport.parkNanos(this, mayBeEarly ? Math.min(wait, nextEarly - now) : wait);
      } else if (prepare) {
        contain(preparations[prepared++]);
      } else {
        contain(flush);
        // After a suspension of the process there is one flush, not many.
        long flushed = System.nanoTime();
        next = (next + intervalNanos - flushed > 0 ? next : flushed) + intervalNanos;
      }
      runTasks();
    }
    clearInterrupt();
    if (flush != null) {
      contain(flush);
    }
    if (end != null) {
      contain(end);
    }
    runTasks();
  }

  private long prepareNanos(int preparation) {
    return Math.min(TimeUnit.MILLISECONDS.toNanos(PREPARE_MILLIS[preparation]), intervalNanos);
  }

  private static void clearInterrupt() {
    Thread.interrupted();
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      contain(task);
    }
  }

  /** Keeps the thread alive: the JVM may run out of memory for a moment. */
  private void contain(Runnable work) {
    try {
      work.run();
    } catch (Throwable problem) {
      count(problem);
    }
  }

  private void count(Throwable problem) {
    AgentErrors counting = errors;
    try {
      if (counting != null) {
        counting.caught(
            Door.FLUSH, "a task of the athena-apm thread failed; the thread continues", problem);
      }
    } catch (Throwable uncounted) {
      // No memory for this either. The values are still in their cells.
    }
  }
}
