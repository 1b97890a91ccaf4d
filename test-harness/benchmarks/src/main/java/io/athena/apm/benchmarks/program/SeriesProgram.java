package io.athena.apm.benchmarks.program;

import io.athena.apm.api.Apm;

/**
 * Adds a count or a value to each of many series ten times a second, then prints the {@link
 * Footprint}.
 */
public final class SeriesProgram {

  /** Below the limit of series of one metric. */
  private static final int SERIES_OF_A_METRIC = 1_000;

  private static final int ROUNDS_IN_A_SECOND = 10;

  /** How many different values a histogram gets. */
  private static final int DIFFERENT_VALUES = 50;

  private SeriesProgram() {}

  /**
   * Runs to its end.
   *
   * @param arguments the number of series, seconds, and {@code counters} or {@code histograms}
   */
  public static void main(String... arguments) throws InterruptedException {
    int series = Integer.parseInt(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]) * ROUNDS_IN_A_SECOND;
    boolean histograms = arguments[2].equals("histograms");
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < series; i++) {
        String tag = "v" + i % SERIES_OF_A_METRIC;
        if (histograms) {
          long value = 10L * (round % DIFFERENT_VALUES);
          Apm.histogram("load.values" + i / SERIES_OF_A_METRIC, value, "k", tag);
        } else {
          Apm.count("load.metric" + i / SERIES_OF_A_METRIC, "k", tag);
        }
      }
      Thread.sleep(1_000 / ROUNDS_IN_A_SECOND);
    }
    Footprint.print();
  }
}
