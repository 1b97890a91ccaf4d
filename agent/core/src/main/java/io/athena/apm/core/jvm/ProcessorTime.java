package io.athena.apm.core.jvm;

import java.util.function.LongSupplier;

/**
 * Processor time of this process in nanoseconds, from /proc.
 *
 * <p>{@code jdk.management} has the same value, but its bean reads control groups first, with
 * regular expressions and streams: 20 ms of processor time, a third of the first flush.
 */
final class ProcessorTime implements LongSupplier {

  /** {@code USER_HZ}: 100 ticks a second on every platform that has a JDK 17. */
  private static final long TICK_NANOS = 10_000_000;

  /** {@code utime} and {@code stime} in proc(5), counted behind the name of the command. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  /** Whether this system has {@code /proc}. */
  static boolean isKnown() {
    return new ProcessorTime().getAsLong() >= 0;
  }

  /** Returns nanoseconds; negative where unknown. */
  @Override
  public long getAsLong() {
    String stat = ProcessGauge.read("stat");
    return stat == null ? -1 : parse(stat);
  }

  static long parse(String stat) {
    // The command may hold blanks and parentheses; the last one closes it.
    int from = stat.lastIndexOf(") ") + 2;
    long ticks = 0;
    for (int field = 0; field <= SYSTEM; field++) {
      int end = stat.indexOf(' ', from);
      if (from < 2 || end < 0) {
        return -1;
      }
      if (field >= USER) {
        ticks += Long.parseLong(stat.substring(from, end));
      }
      from = end + 1;
    }
    return ticks * TICK_NANOS;
  }
}
