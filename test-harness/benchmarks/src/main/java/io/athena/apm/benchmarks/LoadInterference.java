package io.athena.apm.benchmarks;

import io.athena.apm.benchmarks.program.LoadWindow;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What flushes take from the application in one JVM.
 *
 * <p>Throughput in two JVMs can't tell one percent: they compile differently, and the machine's
 * other work comes and goes. Within one JVM the tenths of a second in which the agent's thread ran
 * are compared with those in which it slept, by calls in a second of the application's own
 * processor time. What the agent's thread took of the two processors is added.
 *
 * @param windows after the JVM has warmed up
 */
record LoadInterference(List<LoadWindow> windows) {

  /** Of a tenth of a second; less is the thread looking at the clock. */
  private static final long A_FLUSH_NANOS = 100_000;

  private static final int PROCESSORS = 2;

  /** Without the first third. */
  static LoadInterference of(List<LoadWindow> all) {
    return new LoadInterference(all.subList(all.size() / 3, all.size()));
  }

  /** How many windows had a flush, of one. */
  double flushing() {
    return (double) windows.stream().filter(LoadInterference::flushes).count() / windows.size();
  }

  /** Calls in a second of processor time while a flush ran, over those between flushes. */
  double speedWhileFlushing() {
    return median(LoadInterference::flushes) / median(window -> !flushes(window));
  }

  /** What the agent's threads took, of one processor. */
  double agentShare() {
    return (double) windows.stream().mapToLong(LoadWindow::agentNanos).sum()
        / windows.size()
        / 100e6;
  }

  /** What the application lost of its throughput where it can use all processors. */
  double lost() {
    return flushing() * (1 - speedWhileFlushing()) + agentShare() / PROCESSORS;
  }

  /** For the table; without a flush nothing is to be said. */
  String text() {
    return windows.stream().noneMatch(LoadInterference::flushes)
        ? "no flush was seen"
        : String.format(
            Locale.ROOT,
            "flushes in %.1f %% of the time, calls per CPU second then %.1f %% of those between;"
                + " agent's thread %.2f %% of a core; lost %.2f %%",
            100 * flushing(),
            100 * speedWhileFlushing(),
            100 * agentShare(),
            100 * lost());
  }

  private double median(Predicate<LoadWindow> which) {
    return Spread.of(
            windows.stream()
                .filter(which.and(window -> window.cpuNanos() > 0))
                .map(LoadWindow::callsPerCpuSecond)
                .toList())
        .median();
  }

  private static boolean flushes(LoadWindow window) {
    return window.agentNanos() > A_FLUSH_NANOS;
  }
}
