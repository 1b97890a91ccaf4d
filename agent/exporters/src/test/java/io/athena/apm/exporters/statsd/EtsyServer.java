package io.athena.apm.exporters.statsd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Receives as the reference server does: statsd/statsd stats.js and lib/process_metrics.js. */
final class EtsyServer {

  private final Map<String, Double> counters = new TreeMap<>();
  private final Map<String, Double> gauges = new TreeMap<>();
  private final Map<String, List<Double>> timers = new TreeMap<>();
  private final Map<String, Double> timerCounts = new TreeMap<>();
  private final Map<String, Double> weights = new HashMap<>();

  void receive(String datagram) {
    for (String line : datagram.split("\n", -1)) {
      receiveLine(line);
    }
  }

  private void receiveLine(String line) {
    String[] bits = line.split(":", -1);
    if (bits.length < 2 || !bits[0].matches("[a-zA-Z_\\-0-9.]+")) {
      throw new AssertionError("the server would change or refuse the key: " + line);
    }
    for (int i = 1; i < bits.length; i++) {
      receiveGroup(bits[0], bits[i]);
    }
  }

  private void receiveGroup(String key, String group) {
    String[] fields = group.split("\\|", -1);
    if (fields.length < 2 || fields.length > 3 || !fields[0].matches("-?\\d+(\\.\\d+)?")) {
      throw new AssertionError("bad line: " + key + ":" + group);
    }
    double weight = fields.length == 3 ? weight(fields[2]) : 1;
    double value = Double.parseDouble(fields[0]);
    switch (fields[1]) {
      case "c" -> counters.merge(key, value * weight, Double::sum);
      case "g" -> gauge(key, fields[0], value);
      case "ms" -> {
        timers.computeIfAbsent(key, unused -> new ArrayList<>()).add(value);
        timerCounts.merge(key, weight, Double::sum);
      }
      default -> throw new AssertionError("the server would count it: " + group);
    }
  }

  private double weight(String rate) {
    if (!rate.matches("@[\\d.]+")) {
      throw new AssertionError("the server would not read the rate: " + rate);
    }
    return weights.computeIfAbsent(rate, text -> 1 / Double.parseDouble(text.substring(1)));
  }

  private void gauge(String key, String text, double value) {
    boolean isChange = text.startsWith("-") && gauges.getOrDefault(key, 0.0) != 0;
    gauges.merge(key, value, (before, now) -> isChange ? before + now : now);
  }

  Map<String, Double> counters() {
    return counters;
  }

  Map<String, Double> gauges() {
    return gauges;
  }

  /** What the server shows as a timer's count. */
  Map<String, Double> timerCounts() {
    return timerCounts;
  }

  /** The values of a timer as received, sorted, as the server's percentiles use them. */
  List<Double> sorted(String timer) {
    return timers.get(timer).stream().sorted().toList();
  }
}
