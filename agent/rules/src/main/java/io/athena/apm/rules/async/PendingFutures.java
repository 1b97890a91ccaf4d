package io.athena.apm.rules.async;

import io.athena.apm.metrics.MonotonicClock;
import io.athena.apm.weaving.WeakIdentityMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * JDK futures of pending calls. Called by application threads: by the thread to which a method has
 * returned a future, and by the thread that completes it.
 */
/*
 * How completion is observed
 *
 * The two classes of futures that the JDK's executors create are woven to report each completion,
 * together with the weaving for tasks. That begins with the first pending call. The future is added
 * to the map first; then a check finds whether it was done before. The thread that finds it done
 * takes its calls. So no completion is missed, and a call that is notified twice counts once.
 *
 * References
 *
 * Futures are weak keys. A pending call refers to the objects that its rule reads, and these may
 * refer to the future. If such a future never completes, because its pool was shut down, both would
 * stay for ever. So after a long time a call refers to its objects weakly: count and duration stay
 * exact, and objects that have been collected read as null. The map has a limit; a call that finds
 * it full counts when its method returns.
 */
public final class PendingFutures implements Consumer<Object>, Runnable {

  /** Few calls take longer than this time. */
  private static final long LONG_NANOS = TimeUnit.MINUTES.toNanos(10);

  private static final int MOST = 10_000;
  private static final PendingFutures OF_THIS_JVM = new PendingFutures(MOST, new MonotonicClock());

  private final WeakIdentityMap<WaitingCalls> waiting = new WeakIdentityMap<>();
  private final int most;
  private final LongSupplier nanoTime;
  private volatile BooleanSupplier observer;

  /**
   * Starts without futures.
   *
   * @param most the maximum number of futures
   * @param nanoTime a monotonic clock
   */
  PendingFutures(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
  }

  /** The JDK's classes exist once in a JVM, and so does this instance. */
  public static PendingFutures ofThisJvm() {
    return OF_THIS_JVM;
  }

  /**
   * Sets the function that makes the JDK report completed futures to {@link #accept}.
   *
   * @param function returns whether completions are reported; null for none
   */
  public void observeWith(BooleanSupplier function) {
    observer = function;
  }

  /** Whether the JDK reports completed futures. The first call makes it do so. */
  boolean isObserved() {
    BooleanSupplier reporting = observer;
    return reporting != null && reporting.getAsBoolean();
  }

  /**
   * Notifies a call when a future is done.
   *
   * @return false if completion can't be observed
   */
  boolean await(Future<?> future, PendingCall call) {
    boolean isReported = future instanceof FutureTask || future instanceof ForkJoinTask;
    if (!isReported || waiting.size() >= most || !isObserved()) {
      return false;
    }
    WaitingCalls calls = waiting.computeIfAbsent(future, created -> new WaitingCalls());
    boolean added = calls.add(call, nanoTime.getAsLong());
    if (added && future.isDone()) {
      end(future, calls);
    }
    return added;
  }

  /** A future has been completed. For most futures no call waits. */
  @Override
  public void accept(Object future) {
    if (future instanceof CompletableFuture) {
      PendingResults.OF_THIS_JVM.arrive(future);
      return;
    }
    // The identity hash of each fork-join task would cost more than many tasks do.
    WaitingCalls calls = waiting.isEmpty() ? null : waiting.get(future);
    if (calls != null && ((Future<?>) future).isDone()) {
      end((Future<?>) future, calls);
    }
  }

  private void end(Future<?> done, WaitingCalls calls) {
    waiting.remove(done);
    calls.end(call -> AsyncFuture.read(done, call));
  }

  /** Makes calls that have waited for long hold objects weakly. Called before each flush. */
  @Override
  public void run() {
    loosen(LONG_NANOS);
  }

  /**
   * Does the same with another time.
   *
   * @param nanos how long a call may hold objects strongly
   */
  public void loosen(long nanos) {
    if (waiting.isEmpty()) {
      return;
    }
    long since = nanoTime.getAsLong() - nanos;
    waiting.forEach((future, calls) -> calls.loosen(since));
  }
}
