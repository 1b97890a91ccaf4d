package io.athena.apm.benchmarks.program;

import io.athena.apm.api.Apm;

/**
 * Counts as fast as two threads can, over many series, and says how often in all.
 *
 * <p>Arguments: seconds, series. Standard output: {@code counted N}.
 */
public final class LoadProgram {

  /** Under the limit of series that one metric may have. */
  private static final int SERIES_OF_A_METRIC = 1_000;

  private LoadProgram() {}

  /** Runs to its end. */
  public static void main(String... arguments) throws InterruptedException {
    long end = System.nanoTime() + Long.parseLong(arguments[0]) * 1_000_000_000L;
    Counting one = new Counting(Integer.parseInt(arguments[1]), end);
    Counting other = new Counting(Integer.parseInt(arguments[1]), end);
    Thread beside = new Thread(other, "load");
    beside.start();
    one.run();
    beside.join();
    System.out.println("counted " + (one.counted + other.counted));
  }

  private static final class Counting implements Runnable {

    private static final int CALLS_BETWEEN_CLOCK_READS = 1_000;

    private final String[] names;
    private final String[] values;
    private final long end;
    private long counted;

    Counting(int series, long end) {
      this.end = end;
      names = new String[series];
      values = new String[series];
      for (int i = 0; i < series; i++) {
        names[i] = "load.metric" + i / SERIES_OF_A_METRIC;
        values[i] = "v" + i % SERIES_OF_A_METRIC;
      }
    }

    @Override
    public void run() {
      int series = 0;
      while (System.nanoTime() < end) {
        for (int i = 0; i < CALLS_BETWEEN_CLOCK_READS; i++) {
          Apm.count(names[series], "k", values[series]);
          series = series + 1 == names.length ? 0 : series + 1;
        }
        counted += CALLS_BETWEEN_CLOCK_READS;
      }
    }
  }
}
