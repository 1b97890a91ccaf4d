package io.athena.apm.command.statsd;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Adds up lines as the server of their dialect would, without ever resetting.
 *
 * <p>A lookup names a metric and, if it likes, tags as key, value, key, value. It takes every
 * series that has these tags, whatever other tags it has, as a query in a metrics back end does.
 * Not thread-safe.
 */
public final class StatsdTotals {

  private static final Comparator<SeriesTotal> BY_NAME =
      Comparator.comparing(SeriesTotal::name)
          .thenComparing(SeriesTotal::tags)
          .thenComparing(SeriesTotal::type);

  private final Map<SeriesKey, Series> series = new LinkedHashMap<>();

  /** The totals of these lines: {@code StatsdTotals.of(lines, PlainLine::parse)}. */
  public static StatsdTotals of(List<String> lines, Function<String, StatsdLine> dialect) {
    var totals = new StatsdTotals();
    lines.stream().map(dialect).forEach(totals::add);
    return totals;
  }

  /** Adds one line. Lines of one series have to come in the order in which they were sent. */
  public void add(StatsdLine line) {
    var total = series.computeIfAbsent(SeriesKey.of(line), key -> new Series(key.type()));
    line.samples().forEach(total::add);
  }

  /** True where a series of this name with these tags exists, of any type. */
  public boolean has(String name, String... tags) {
    var wanted = tags(tags);
    return series.keySet().stream().anyMatch(key -> key.matches(name, wanted));
  }

  /**
   * The sum of a counter: value / rate of each sample, over all matching series.
   *
   * @throws AssertionError when none matches, with those of a similar name
   */
  public double counter(String name, String... tags) {
    return matching(name, tags, type -> type == MetricType.COUNTER, "counter").stream()
        .mapToDouble(Series::value)
        .sum();
  }

  /**
   * The last value of a gauge. In plain StatsD a signed value is added to a current value other
   * than 0.
   *
   * @throws AssertionError when no series matches, or more than one
   */
  public double gauge(String name, String... tags) {
    var matching = matching(name, tags, type -> type == MetricType.GAUGE, "gauge");
    if (matching.size() > 1) {
      throw new AssertionError(
          matching.size() + " gauges " + query(name, tags) + ": name more tags" + similar(name));
    }
    return matching.get(0).value();
  }

  /**
   * The values of a timer, histogram or distribution, over all matching series.
   *
   * @throws AssertionError when none matches, with those of a similar name
   */
  public WeightedValues distribution(String name, String... tags) {
    var all = new WeightedValues();
    matching(name, tags, MetricType::isDistributed, "timer, histogram or distribution")
        .forEach(one -> all.add(one.distribution()));
    return all;
  }

  /** All series in the order of their names. */
  public List<SeriesTotal> all() {
    return series.entrySet().stream()
        .map(entry -> SeriesTotal.of(entry.getKey(), entry.getValue()))
        .sorted(BY_NAME)
        .toList();
  }

  private List<Series> matching(
      String name, String[] tags, Predicate<MetricType> type, String kind) {
    var wanted = tags(tags);
    var matching =
        series.entrySet().stream()
            .filter(entry -> type.test(entry.getKey().type()))
            .filter(entry -> entry.getKey().matches(name, wanted))
            .map(Map.Entry::getValue)
            .toList();
    if (matching.isEmpty()) {
      throw new AssertionError("no " + kind + " " + query(name, tags) + similar(name));
    }
    return matching;
  }

  private static Map<String, String> tags(String... keysAndValues) {
    if (keysAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("tags are key, value, key, value");
    }
    Map<String, String> tags = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      tags.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return tags;
  }

  private static String query(String name, String... tags) {
    return name + new TreeMap<>(tags(tags));
  }

  private String similar(String name) {
    var similar = SimilarNames.to(name, series.keySet().stream().map(SeriesKey::name).toList());
    return series.keySet().stream()
        .filter(key -> similar.contains(key.name()))
        .map(key -> "\n  " + key)
        .sorted()
        .collect(joining("", "; there are", ""));
  }
}
