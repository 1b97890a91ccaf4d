package io.athena.apm.core.export;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.core.metrics.MonotonicClock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What the one thread of the agent does for the life of the JVM: flush at each interval, and run
 * what others hand it in between.
 *
 * <p>An interrupt means nothing to it: whoever interrupts all threads of the main thread's group,
 * where this one is too, means others. The flag is cleared at each step, since with it set nothing
 * parks and no channel stays open.
 */
public final class AgentLoop implements Runnable {

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final ExitDeadline exit = new ExitDeadline(new MonotonicClock());
  private final Thread thread;

  private volatile boolean ready;
  private volatile boolean finishing;
  private volatile AgentErrors errors;
  private Runnable flush;
  private Runnable end;
  private long intervalNanos = Long.MAX_VALUE / 2;

  /**
   * A loop that does nothing yet.
   *
   * @param thread the one that will run it
   */
  public AgentLoop(Thread thread) {
    this.thread = thread;
  }

  /** Hands over work, from any thread, without waiting. */
  public void execute(Runnable task) {
    tasks.add(task);
    LockSupport.unpark(thread);
  }

  /** Sets where to count what work throws that does not contain it itself. */
  public void countIn(AgentErrors counting) {
    errors = counting;
  }

  /** Sets what to do after the last flush. Called before {@link #flushEvery}. */
  public void atEnd(Runnable action) {
    end = action;
  }

  /** Sets what to do at each interval. Called before the loop runs, which it will from here on. */
  public void flushEvery(Duration interval, Runnable action) {
    intervalNanos = interval.toNanos();
    flush = action;
    ready = true;
  }

  /** Whether there is something to flush, by a thread that runs the loop or is about to. */
  public boolean isReady() {
    return ready;
  }

  /** Whether the JVM exits and this flush is the last. */
  public boolean isFinishing() {
    return finishing;
  }

  /** Until when the last flush may go on. */
  public ExitDeadline exit() {
    return exit;
  }

  /**
   * Has the loop flush a last time and end. Called at the exit of the JVM.
   *
   * @param timeout how long to wait for it
   * @return whether it has ended in time
   */
  public boolean finish(Duration timeout) {
    exit.begin(timeout);
    finishing = true;
    LockSupport.unpark(thread);
    try {
      return finished.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopWaiting) {
      Thread.currentThread().interrupt();
      return false;
    }
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
    long next = System.nanoTime() + intervalNanos;
    while (!finishing) {
      clearInterrupt();
      long wait = next - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(this, wait);
      } else {
        contain(flush);
        // From now, not from then: after a suspension there is one flush, not many.
        long now = System.nanoTime();
        next = (next + intervalNanos - now > 0 ? next : now) + intervalNanos;
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

  private static void clearInterrupt() {
    Thread.interrupted();
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      contain(task);
    }
  }

  /** A JVM that runs out of memory for a moment shall find its agent alive afterwards. */
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
            Door.FLUSH, "the athena-apm thread failed at something, it goes on", problem);
      }
    } catch (Throwable uncounted) {
      // No memory for this either. What was to be delivered still stands in the cells.
    }
  }
}
