package io.athena.apm.benchmarks.jmh;

import io.athena.apm.exporters.statsd.EncodingBenchmark;
import io.athena.apm.exporters.statsd.SendingBenchmark;
import java.util.ArrayList;
import java.util.List;

/**
 * Encoding, sending and cells on their own, then libraries and the JDK's tasks without and with the
 * agent; each by one thread and by two.
 */
final class JmhPlan {

  private static final List<Integer> THREADS = List.of(1, 2);

  private JmhPlan() {}

  /**
   * The parts, in their order.
   *
   * @param agent the options that start the agent
   * @param threads how many threads instead of the usual; 0 for the usual
   */
  static List<JmhPart> of(List<String> agent, int threads) {
    var parts = new ArrayList<JmhPart>();
    for (int each : threads == 0 ? THREADS : List.of(threads)) {
      parts.add(new JmhPart(EncodingBenchmark.class, each, List.of()));
      parts.add(new JmhPart(SendingBenchmark.class, each, List.of()));
      parts.add(new JmhPart(CellBenchmark.class, each, List.of()));
      parts.add(new JmhPart(LibraryBenchmark.class, each, List.of()));
      parts.add(new JmhPart(LibraryBenchmark.class, each, agent));
      parts.add(new JmhPart(TaskBenchmark.class, each, List.of()));
      parts.add(new JmhPart(TaskBenchmark.class, each, agent));
    }
    return parts;
  }
}
