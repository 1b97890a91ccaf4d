package io.athena.apm.metrics;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures the bytes that a piece of work allocates on the thread that runs it. */
public final class AllocatedBytes {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The number of times that {@link #of} runs the work. */
  public static final int RUNS = 4;

  private AllocatedBytes() {}

  /**
   * Bytes of the leanest of three runs, after one that loads classes and links call sites. The JVM
   * itself allocates now and then on the thread that happens to run, as when it deoptimises; what
   * the work allocates is in every run.
   */
  public static long of(Runnable work) {
    measure(work);
    long least = measure(work);
    for (int run = 2; run < RUNS; run++) {
      least = Math.min(least, measure(work));
    }
    return least;
  }

  private static long measure(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
