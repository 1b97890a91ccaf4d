package io.athena.apm.instrumentation.cache;

import io.athena.apm.rules.async.AsyncResults;
import io.athena.apm.rules.async.PendingCall;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Calls the application's loader, and tells whether it ran: a read whose loader ran is a miss. Runs
 * on the thread that the cache chooses.
 */
final class ObservedLoader<T> implements Callable<T>, Supplier<T>, PendingCall {

  private final Callable<T> callable;
  private final Supplier<T> supplier;
  private final LongSupplier nanoTime;
  private volatile boolean ran;
  private volatile boolean failed;
  private volatile long nanos;
  private volatile CacheCells cells;

  /** Calls one of the two; the other is null. */
  ObservedLoader(Callable<T> callable, Supplier<T> supplier, LongSupplier nanoTime) {
    this.callable = callable;
    this.supplier = supplier;
    this.nanoTime = nanoTime;
  }

  @Override
  public T call() throws Exception {
    long start = nanoTime.getAsLong();
    ran = true;
    failed = true;
    try {
      T loaded = callable.call();
      failed = false;
      return loaded;
    } finally {
      nanos = nanoTime.getAsLong() - start;
    }
  }

  /** Its stage is completed later: the duration of the load is unknown. */
  @Override
  public T get() {
    ran = true;
    return supplier.get();
  }

  /** Counts the read, which has ended or ends with its result. */
  void report(CacheCells cacheCells, Object result, Throwable error) {
    if (callable != null) {
      count(cacheCells, error);
    } else if (result instanceof CompletionStage) {
      cells = cacheCells;
      AsyncResults.of(result).watch(result, this);
    }
  }

  private void count(CacheCells cacheCells, Throwable error) {
    if (ran || error == null) {
      cacheCells.read(!ran);
    }
    if (ran && callable != null) {
      cacheCells.loaded(nanos, failed);
    }
  }

  @Override
  public void ended(Object value, Throwable error) {
    count(cells, error);
  }

  /** Spring names the loader in an exception. */
  @Override
  public String toString() {
    return String.valueOf(callable == null ? supplier : callable);
  }

  @Override
  public void unobservable(Class<?> type) {
    // Neither a hit nor a miss.
  }
}
