package io.athena.apm.kit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * Parses an answer of netdata: the last values of each chart, in Prometheus's text format.
 *
 * @param timers the last interval with values of each timer; {@code count} is the sum since the
 *     start
 * @param others the charts of other kinds
 */
record NetdataReport(
    Map<String, Double> counters,
    Map<String, Double> gauges,
    Map<String, TimerReport> timers,
    Set<String> others) {

  private static final Pattern LINE =
      Pattern.compile(".*\\{chart=\"statsd_([^\"]+)\",.*dimension=\"([^\"]+)\"} (\\S+) \\d+");

  /** Netdata makes a chart's type and id of a name. */
  private static final Pattern CHART = Pattern.compile("(.+)[._](counter|gauge|timer)");

  /** It stores thousandths as whole numbers, except for counters. */
  private static final double DETAIL = 1_000;

  static NetdataReport of(List<String> lines) {
    var report =
        new NetdataReport(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
    lines.stream()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .collect(Collectors.groupingBy(line -> line.group(1), dimensions()))
        .forEach(report::add);
    return report;
  }

  private static Collector<Matcher, ?, Map<String, Double>> dimensions() {
    Function<Matcher, Double> value = line -> Double.parseDouble(line.group(3));
    return Collectors.toMap(line -> line.group(2), value);
  }

  private void add(String chart, Map<String, Double> dimensions) {
    var words = CHART.matcher(chart);
    if (!words.matches()) {
      others.add(chart);
      return;
    }
    var name = words.group(1);
    switch (words.group(2)) {
      case "counter" -> counters.put(name, dimensions.get("counter"));
      case "gauge" -> gauges.put(name, dimensions.get("gauge") / DETAIL);
      default -> timers.put(name, timer(dimensions));
    }
  }

  private static TimerReport timer(Map<String, Double> dimensions) {
    return new TimerReport(
        dimensions.get("events").longValue(),
        dimensions.get("min") / DETAIL,
        dimensions.get("max") / DETAIL,
        dimensions.get("average") / DETAIL,
        dimensions.get("median") / DETAIL,
        dimensions.get("95.0%") / DETAIL);
  }
}
