package io.athena.apm.benchmarks.program;

import io.athena.apm.api.Apm;

/** Counts over many series as fast as two threads can, and prints how often in all. */
public final class LoadProgram extends Thread {

  /** Below the limit of series of one metric. */
  private static final int SERIES_OF_A_METRIC = 1_000;

  private static final int CALLS_BETWEEN_CLOCK_READS = 1_000;

  private final String[] names;
  private final String[] values;
  private final long end;
  private long counted;

  private LoadProgram(int series, long end) {
    this.end = end;
    names = new String[series];
    values = new String[series];
    for (int i = 0; i < series; i++) {
      names[i] = "load.metric" + i / SERIES_OF_A_METRIC;
      values[i] = "v" + i % SERIES_OF_A_METRIC;
    }
  }

  /**
   * Runs to its end.
   *
   * @param arguments seconds, and the number of series
   */
  public static void main(String... arguments) throws InterruptedException {
    long end = System.nanoTime() + Long.parseLong(arguments[0]) * 1_000_000_000L;
    int series = Integer.parseInt(arguments[1]);
    var one = new LoadProgram(series, end);
    var other = new LoadProgram(series, end);
    one.start();
    other.start();
    one.join();
    other.join();
    System.out.println(one.counted + other.counted);
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
