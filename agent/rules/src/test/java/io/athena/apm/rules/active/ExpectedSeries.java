package io.athena.apm.rules.active;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The series that a test expects, in the form of {@link RulesFixture#measured}. */
final class ExpectedSeries {

  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, long[]> distributions = new TreeMap<>();
  private final Map<String, Double> values = new TreeMap<>();

  void count(String name, SortedMap<String, String> tags, long more) {
    counts.merge(series(name, tags), more, Long::sum);
  }

  void record(String name, SortedMap<String, String> tags, long value) {
    long[] countAndSum = distributions.computeIfAbsent(series(name, tags), key -> new long[2]);
    countAndSum[0]++;
    countAndSum[1] += value;
  }

  void set(String name, SortedMap<String, String> tags, double value) {
    values.put(series(name, tags), value);
  }

  private static String series(String name, SortedMap<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> tag.getKey() + ":" + (tag.getValue() == null ? "none" : tag.getValue()))
        .collect(Collectors.joining(",", name + "{", "}"));
  }

  List<String> all() {
    List<String> all = new ArrayList<>();
    counts.forEach((series, count) -> all.add(series + " " + count));
    distributions.forEach((series, sum) -> all.add(series + " " + sum[0] + " sum " + sum[1]));
    values.forEach((series, value) -> all.add(series + " " + value));
    return all;
  }
}
