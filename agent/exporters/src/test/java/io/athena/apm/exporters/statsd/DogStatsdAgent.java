package io.athena.apm.exporters.statsd;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Receives as the Datadog Agent does, and refuses what it would only tolerate. */
final class DogStatsdAgent {

  private static final Pattern LINE =
      Pattern.compile(
          "([a-zA-Z][a-zA-Z0-9_.]{0,199}):(-?\\d+(?:\\.\\d+)?(?::\\d+(?:\\.\\d+)?)*)\\|([cgd])"
              + "(?:\\|@(0\\.\\d{1,9}))?(\\|#[^|\\s]+)?");
  private static final Pattern TAG = Pattern.compile("[a-z0-9_\\-./]{1,200}:[^,|\\s]{1,200}");

  private final Map<String, Double> counters = new TreeMap<>();
  private final Map<String, NavigableMap<Double, Long>> distributions = new TreeMap<>();
  private final Map<String, Double> sums = new HashMap<>();

  void receive(String datagram) {
    for (String line : datagram.split("\n", -1)) {
      receiveLine(line);
    }
  }

  private void receiveLine(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("not a DogStatsD line: " + line);
    }
    String key = matcher.group(1) + checked(matcher.group(5));
    double rate = matcher.group(4) == null ? 1 : Double.parseDouble(matcher.group(4));
    for (String value : matcher.group(2).split(":")) {
      receiveValue(key, Double.parseDouble(value), matcher.group(3), rate);
    }
  }

  private static String checked(String tags) {
    if (tags == null) {
      return "";
    }
    for (String tag : tags.substring(2).split(",", -1)) {
      if (!TAG.matcher(tag).matches()) {
        throw new AssertionError("not a tag: '" + tag + "'");
      }
    }
    return tags;
  }

  private void receiveValue(String key, double value, String type, double rate) {
    if (type.equals("c")) {
      counters.merge(key, value / rate, Double::sum);
    } else if (type.equals("d")) {
      distributions
          .computeIfAbsent(key, unused -> new TreeMap<>())
          .merge(value, (long) (1 / rate), Long::sum);
      sums.merge(key, value / rate, Double::sum);
    }
  }

  Map<String, Double> counters() {
    return counters;
  }

  /** How often each value of a distribution counts. */
  NavigableMap<Double, Long> distribution(String key) {
    return distributions.getOrDefault(key, new TreeMap<>());
  }

  long count(String key) {
    return distribution(key).values().stream().mapToLong(Long::longValue).sum();
  }

  double sum(String key) {
    return sums.get(key);
  }

  /** The value at a share of all. */
  double quantile(String key, double q) {
    long rank = Math.max(1, (long) Math.ceil(q * count(key)));
    for (Map.Entry<Double, Long> entry : distribution(key).entrySet()) {
      rank -= entry.getValue();
      if (rank <= 0) {
        return entry.getKey();
      }
    }
    throw new AssertionError("nothing received");
  }
}
