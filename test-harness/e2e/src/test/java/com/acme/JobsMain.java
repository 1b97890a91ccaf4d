package com.acme;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Submits work to pools of every kind, and keeps none of the {@link Future}s. */
public final class JobsMain {

  /** The number of jobs for each pool; every fourth fails. */
  public static final int JOBS = 1_000;

  /** The duration of a callback that is attached to a returned stage. */
  public static final int CALLBACK_MILLIS = 500;

  private JobsMain() {}

  /** Takes no arguments. */
  public static void main(String... arguments) throws Exception {
    var fixed = new Jobs("fixed", Executors.newFixedThreadPool(2));
    var stealing = new Jobs("stealing", new ForkJoinPool(2));
    var scheduled = new Jobs("scheduled", Executors.newScheduledThreadPool(2));
    for (int i = 0; i < JOBS; i++) {
      for (var jobs : List.of(fixed, stealing, scheduled)) {
        var unused = jobs.submit(i % 4 == 0 ? JobsMain::fail : () -> "four");
      }
    }
    for (var jobs : List.of(fixed, stealing, scheduled)) {
      jobs.end();
    }
    var abandoned = new ArrayList<Future<String>>();
    for (int i = 0; i < JOBS; i++) {
      abandoned.add(fixed.never());
    }
    abandoned.forEach(future -> future.cancel(true));
    var later = fixed.later();
    var callback = later.thenRun(JobsMain::busy);
    later.complete("here");
    callback.join();
  }

  private static void busy() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CALLBACK_MILLIS);
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  private static String fail() {
    throw new IllegalStateException("no such file");
  }

  /** Submits work to its pool. */
  static final class Jobs {

    private final String name;
    private final ExecutorService pool;

    Jobs(String name, ExecutorService pool) {
      this.name = name;
      this.pool = pool;
    }

    String name() {
      return name;
    }

    Future<String> submit(Callable<String> work) {
      return pool.submit(work);
    }

    /** A task that is never submitted. */
    Future<String> never() {
      return new FutureTask<>(() -> "never");
    }

    /** A stage that the caller completes. */
    CompletableFuture<String> later() {
      return new CompletableFuture<>();
    }

    void end() throws InterruptedException {
      pool.shutdown();
      if (!pool.awaitTermination(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " has not ended");
      }
    }
  }
}
