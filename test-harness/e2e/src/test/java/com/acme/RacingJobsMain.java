package com.acme;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;

/**
 * Cancels futures of pools of every kind while tasks run, and counts the outcomes. Prints a line
 * for each pool: {@code name done failed cancelled}.
 */
public final class RacingJobsMain {

  private static final int JOBS = 3_000;
  private static final long SEED = 20_261_124;

  private RacingJobsMain() {}

  /** Takes no arguments. */
  public static void main(String... arguments) throws Exception {
    for (var jobs : pools()) {
      var random = new Random(SEED);
      var futures = new ArrayList<Future<String>>();
      for (int i = 0; i < JOBS; i++) {
        futures.add(jobs.submit(work(random.nextInt(200), i % 4 == 0)));
        if (i % 3 == 0) {
          // One of the last few futures: it is waiting, running, or done.
          futures.get(i - random.nextInt(Math.min(i, 20) + 1)).cancel(random.nextBoolean());
        }
      }
      jobs.end();
      System.out.println(outcome(jobs.name(), futures));
    }
  }

  private static List<JobsMain.Jobs> pools() throws ReflectiveOperationException {
    var pools = new ArrayList<JobsMain.Jobs>();
    pools.add(new JobsMain.Jobs("fixed", Executors.newFixedThreadPool(2)));
    pools.add(new JobsMain.Jobs("stealing", new ForkJoinPool(2)));
    pools.add(new JobsMain.Jobs("scheduled", Executors.newScheduledThreadPool(2)));
    if (Runtime.version().feature() >= 21) {
      var virtual = Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      pools.add(new JobsMain.Jobs("virtual", (ExecutorService) virtual));
    }
    return pools;
  }

  /** Runs for some microseconds and ignores interrupts. */
  private static Callable<String> work(int micros, boolean fails) {
    return () -> {
      long end = System.nanoTime() + micros * 1_000L;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      if (fails) {
        throw new IllegalStateException("no such file");
      }
      return "four";
    };
  }

  private static String outcome(String name, List<Future<String>> futures)
      throws InterruptedException {
    int done = 0;
    int failed = 0;
    int cancelled = 0;
    for (var future : futures) {
      try {
        if (future.isCancelled()) {
          cancelled++;
        } else {
          done += future.get().length() / 4;
        }
      } catch (ExecutionException e) {
        failed++;
      }
    }
    return name + " " + done + " " + failed + " " + cancelled;
  }
}
