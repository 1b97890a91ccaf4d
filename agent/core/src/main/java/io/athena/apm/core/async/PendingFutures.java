package io.athena.apm.core.async;

import io.athena.apm.core.metrics.MonotonicClock;
import io.athena.apm.core.values.WeakIdentityMap;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Futures of the JDK that calls wait for. Called by the application's threads: by one that a method
 * has returned a future to, and by the one that completes it.
 */
/*
 * Who tells
 *
 * The two classes that the JDK's executors make futures of are woven to tell of each one that is
 * done, with everything else that is woven for tasks. That begins when somebody waits for the first
 * time. The future is noted, then asked whether it was done before; whoever finds it done takes the
 * calls that wait. So none is missed, and a call that is told twice counts once.
 *
 * What is held
 *
 * A future is not. A call that waits holds what its rule reads, and that may hold the future: an
 * object whose field it is. Where such a future is never completed, because its pool was shut down,
 * both would stay for ever. There is no place to attach the call to but this map. So a call that
 * has waited for long holds what it reads weakly: its count and its time are right whenever it
 * ends, and what nobody else holds any more reads as null. And the map has a limit; a call that
 * finds it full counts where it returned.
 */
public final class PendingFutures implements Consumer<Object>, Runnable {

  /** So long, and few calls are still to end. */
  private static final long LONG_NANOS = TimeUnit.MINUTES.toNanos(10);

  private static final int MOST = 10_000;
  private static final PendingFutures OF_THIS_JVM = new PendingFutures(MOST, new MonotonicClock());

  private final WeakIdentityMap<Queue<Waiting>> waiting = new WeakIdentityMap<>();
  private final int most;
  private final LongSupplier nanoTime;
  private volatile BooleanSupplier completionsTell;

  /** A call, and since when it waits. */
  private record Waiting(PendingCall call, long since) {}

  /**
   * None yet.
   *
   * @param most how many futures are waited for at once
   * @param nanoTime a monotonic clock
   */
  PendingFutures(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
  }

  /** The JDK's classes exist once, and so does this. */
  public static PendingFutures ofThisJvm() {
    return OF_THIS_JVM;
  }

  /**
   * Sets who has completed futures handed to {@link #accept}.
   *
   * @param teller sees to it that they are from now on, and tells whether they are; null for nobody
   */
  public void toldBy(BooleanSupplier teller) {
    completionsTell = teller;
  }

  /**
   * Has a call told when a future is done.
   *
   * @return false where nobody would tell
   */
  boolean await(Future<?> future, PendingCall call) {
    BooleanSupplier teller = completionsTell;
    boolean isTold = future instanceof FutureTask || future instanceof ForkJoinTask;
    if (!isTold || teller == null || waiting.size() >= most || !teller.getAsBoolean()) {
      return false;
    }
    Queue<Waiting> calls =
        waiting.computeIfAbsent(future, created -> new ConcurrentLinkedQueue<>());
    calls.add(new Waiting(call, nanoTime.getAsLong()));
    if (future.isDone()) {
      tell(future, calls);
    }
    return true;
  }

  /** A future has been completed; of most of them nothing is known. */
  @Override
  public void accept(Object future) {
    // Asking for the identity of each fork-join task would cost more than many of them do.
    Queue<Waiting> calls = waiting.isEmpty() ? null : waiting.get(future);
    if (calls != null && ((Future<?>) future).isDone()) {
      tell((Future<?>) future, calls);
    }
  }

  private void tell(Future<?> done, Queue<Waiting> calls) {
    waiting.remove(done);
    for (Waiting one = calls.poll(); one != null; one = calls.poll()) {
      AsyncFuture.read(done, one.call());
    }
  }

  /** Calls that have waited for long hold nothing any more. Called before each flush. */
  @Override
  public void run() {
    loosen(LONG_NANOS);
  }

  /**
   * The same for another time.
   *
   * @param nanos how long a call may hold what it is to read
   */
  public void loosen(long nanos) {
    if (waiting.isEmpty()) {
      return;
    }
    long now = nanoTime.getAsLong();
    waiting.forEach(
        (future, calls) -> {
          for (Waiting one : calls) {
            if (now - one.since() >= nanos) {
              one.call().loosen();
            }
          }
        });
  }
}
