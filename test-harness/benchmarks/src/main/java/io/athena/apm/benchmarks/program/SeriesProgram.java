package io.athena.apm.benchmarks.program;

import io.athena.apm.api.Apm;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/**
 * Has many series that gain a count or a value each tenth of a second, and says now and then what
 * it holds. The values of a histogram are {@value #DIFFERENT_VALUES} different ones.
 *
 * <p>Arguments: series, seconds from one look to the next, looks, what the series are. Standard
 * output: a line for each look, {@code holding HEAP DIRECT} in bytes, after a full collection.
 */
public final class SeriesProgram {

  /** Under the limit of series that one metric may have. */
  private static final int SERIES_OF_A_METRIC = 1_000;

  private static final int ROUNDS_IN_A_SECOND = 10;

  private static final int DIFFERENT_VALUES = 50;

  /** Series that are counted. */
  public static final String COUNTERS = "counters";

  /** Series that are given values. */
  public static final String HISTOGRAMS = "histograms";

  private SeriesProgram() {}

  /** Runs to its end. */
  public static void main(String... arguments) throws InterruptedException {
    int series = Integer.parseInt(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]) * ROUNDS_IN_A_SECOND;
    for (int look = 0; look < Integer.parseInt(arguments[2]); look++) {
      for (int round = 0; round < rounds; round++) {
        if (arguments[3].equals(HISTOGRAMS)) {
          recordEach(series, 10L * (round % DIFFERENT_VALUES));
        } else {
          countEach(series);
        }
        Thread.sleep(1_000 / ROUNDS_IN_A_SECOND);
      }
      System.out.println("holding " + Footprint.ofThisJvm().heap() + " " + direct());
    }
  }

  private static void countEach(int series) {
    for (int i = 0; i < series; i++) {
      Apm.count("load.metric" + i / SERIES_OF_A_METRIC, "k", "v" + i % SERIES_OF_A_METRIC);
    }
  }

  private static void recordEach(int series, long value) {
    for (int i = 0; i < series; i++) {
      String metric = "load.values" + i / SERIES_OF_A_METRIC;
      Apm.histogram(metric, value, "k", "v" + i % SERIES_OF_A_METRIC);
    }
  }

  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
