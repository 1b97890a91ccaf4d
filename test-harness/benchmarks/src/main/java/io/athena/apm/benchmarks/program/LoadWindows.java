package io.athena.apm.benchmarks.program;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/** Looks at the threads of this JVM ten times a second. */
final class LoadWindows {

  private static final long WINDOW_MILLIS = 100;

  /** As all threads of the agent are called, and nothing else. */
  private static final String AGENT = "athena-apm";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<LoadWindow> windows = new ArrayList<>();
  private final Counting[] counting;
  private LoadWindow totals = new LoadWindow(0, 0, 0);

  LoadWindows(Counting... counting) {
    this.counting = counting;
  }

  /** Looks until all have ended. */
  List<LoadWindow> watch() throws InterruptedException {
    totals = now();
    while (counting[0].isRunning() && counting[1].isRunning()) {
      Thread.sleep(WINDOW_MILLIS);
      LoadWindow next = now();
      windows.add(
          new LoadWindow(
              next.calls() - totals.calls(),
              next.cpuNanos() - totals.cpuNanos(),
              Math.max(0, next.agentNanos() - totals.agentNanos())));
      totals = next;
    }
    // In the last one they ended.
    return windows.subList(0, Math.max(0, windows.size() - 1));
  }

  private LoadWindow now() {
    long calls = 0;
    long cpu = 0;
    for (Counting each : counting) {
      calls += each.counted();
      cpu += threads.getThreadCpuTime(each.threadId());
    }
    return new LoadWindow(calls, cpu, agentNanos());
  }

  private long agentNanos() {
    long nanos = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith(AGENT)) {
        nanos += threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    return nanos;
  }
}
