package io.athena.apm.benchmarks.jmh;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/**
 * One result.
 *
 * @param benchmark the name of the method and its parameters
 * @param agent whether the agent was there
 * @param best nanoseconds of the fastest iteration
 * @param mean nanoseconds over all iterations
 * @param error half the width of the 99.9 % confidence interval of the mean
 * @param bytes allocated by one operation
 */
record JmhRow(
    String benchmark,
    int threads,
    boolean agent,
    double best,
    double mean,
    double error,
    double bytes) {

  static final List<String> HEADER =
      List.of("benchmark", "agent", "threads", "best ns", "mean ns", "error", "B/op");

  static JmhRow of(RunResult result) {
    var name = result.getParams().getBenchmark();
    var time = result.getPrimaryResult();
    var allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
    return new JmhRow(
        name.substring(name.lastIndexOf('.') + 1) + parameters(result.getParams()),
        result.getParams().getThreads(),
        result.getParams().getJvmArgs().stream().anyMatch(each -> each.startsWith("-javaagent")),
        time.getStatistics().getMin(),
        time.getScore(),
        time.getScoreError(),
        allocated == null ? Double.NaN : allocated.getScore());
  }

  private static String parameters(BenchmarkParams given) {
    return given.getParamsKeys().stream()
        .map(key -> " " + given.getParam(key))
        .collect(Collectors.joining());
  }

  List<String> cells() {
    return List.of(
        benchmark,
        agent ? "athena" : "none",
        Integer.toString(threads),
        text(best),
        text(mean),
        text(error),
        text(bytes));
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, "%.1f", value);
  }
}
