package io.athena.apm.benchmarks.program;

import io.athena.apm.api.Apm;

/** A thread that counts as fast as it can until its time is over. */
final class Counting {

  /** Under the limit of series that one metric may have. */
  private static final int SERIES_OF_A_METRIC = 1_000;

  private static final int CALLS_BETWEEN_CLOCK_READS = 1_000;

  private final String[] names;
  private final String[] values;
  private final long end;
  private final Thread thread = new Thread(this::count, "load");
  private volatile long counted;

  Counting(int series, long end) {
    this.end = end;
    names = new String[series];
    values = new String[series];
    for (int i = 0; i < series; i++) {
      names[i] = "load.metric" + i / SERIES_OF_A_METRIC;
      values[i] = "v" + i % SERIES_OF_A_METRIC;
    }
  }

  Counting start() {
    thread.start();
    return this;
  }

  void join() throws InterruptedException {
    thread.join();
  }

  boolean isRunning() {
    return thread.isAlive();
  }

  long threadId() {
    return thread.getId();
  }

  /** So far. */
  long counted() {
    return counted;
  }

  private void count() {
    int series = 0;
    long calls = 0;
    while (System.nanoTime() < end) {
      for (int i = 0; i < CALLS_BETWEEN_CLOCK_READS; i++) {
        Apm.count(names[series], "k", values[series]);
        series = series + 1 == names.length ? 0 : series + 1;
      }
      calls += CALLS_BETWEEN_CLOCK_READS;
      counted = calls;
    }
  }
}
