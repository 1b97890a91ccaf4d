package io.athena.apm.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the output of collectd since its start: one line for each value of each interval. */
record CollectdReport(
    Map<String, Double> counters,
    Map<String, Double> gauges,
    Map<String, List<TimerReport>> timers) {

  private static final Pattern LINE =
      Pattern.compile("PUTVAL kit/statsd/([a-z]+)-(\\S+) interval=\\S+ [0-9.]+:(\\S+)");
  private static final Pattern PART =
      Pattern.compile("(.+)-(average|lower|upper|percentile-50|percentile-95)");
  private static final String COUNT = "-count";

  static CollectdReport of(List<String> lines) {
    var report = new CollectdReport(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    // The parts of the timer that is being read; its count is the last of them.
    var parts = new TreeMap<String, Double>();
    lines.stream()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> report.add(line.group(1), line.group(2), line.group(3), parts));
    return report;
  }

  private void add(String type, String name, String text, Map<String, Double> parts) {
    var value = text.equals("nan") ? Double.NaN : Double.parseDouble(text);
    switch (type) {
      case "derive" -> counters.put(name, value);
      case "latency" -> addPart(name, value, parts);
      case "gauge" -> addGauge(name, value, parts);
      default -> throw new IllegalArgumentException("a " + type + " named " + name);
    }
  }

  private static void addPart(String name, double seconds, Map<String, Double> parts) {
    var part = PART.matcher(name);
    if (!part.matches()) {
      throw new IllegalArgumentException("a part of a timer named " + name);
    }
    parts.put(part.group(1) + COUNT, Double.NaN);
    parts.put(part.group(2), seconds * 1_000);
  }

  private void addGauge(String name, double value, Map<String, Double> parts) {
    if (!parts.containsKey(name)) {
      gauges.put(name, value);
      return;
    }
    if (value > 0) {
      var timer = name.substring(0, name.length() - COUNT.length());
      timers.computeIfAbsent(timer, first -> new ArrayList<>()).add(timer((long) value, parts));
    }
    parts.clear();
  }

  private static TimerReport timer(long count, Map<String, Double> parts) {
    return new TimerReport(
        count,
        parts.get("lower"),
        parts.get("upper"),
        parts.get("average"),
        parts.get("percentile-50"),
        parts.get("percentile-95"));
  }
}
