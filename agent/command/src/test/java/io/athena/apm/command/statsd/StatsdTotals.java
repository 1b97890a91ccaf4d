package io.athena.apm.command.statsd;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Adds up lines as the server of their dialect would, without ever resetting.
 *
 * <p>A lookup takes a metric's name and, optionally, tags as key, value, key, value. It finds every
 * series that has these tags, whatever other tags it has, as a query in a metrics back end does.
 * Not thread-safe.
 */
public final class StatsdTotals {

  private record Series(StatsdLine first, SeriesTotal total) {

    boolean matches(String name, Map<String, String> tags) {
      return first.name().equals(name) && first.tags().entrySet().containsAll(tags.entrySet());
    }
  }

  private final Map<String, Series> series = new TreeMap<>();

  /** The totals of these lines: {@code StatsdTotals.of(lines, Dialect.PLAIN::parse)}. */
  public static StatsdTotals of(List<String> lines, Function<String, StatsdLine> dialect) {
    var totals = new StatsdTotals();
    lines.stream().map(dialect).forEach(totals::add);
    return totals;
  }

  /** Adds one line. Lines of one series have to come in the order in which they were sent. */
  public void add(StatsdLine line) {
    series
        .computeIfAbsent(line.series(), key -> new Series(line, new SeriesTotal(line)))
        .total()
        .add(line);
  }

  /** True where a series of this name with these tags exists, of any type. */
  public boolean has(String name, String... tags) {
    var wanted = tags(tags);
    return series.values().stream().anyMatch(each -> each.matches(name, wanted));
  }

  /**
   * The sum of a counter: value / rate of each sample, over all matching series.
   *
   * @throws AssertionError when none matches, with those of a similar name
   */
  public double counter(String name, String... tags) {
    return matching(name, tags, type -> type == MetricType.COUNTER, "counter").stream()
        .mapToDouble(SeriesTotal::value)
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
    return series.values().stream().map(Series::total).sorted(SeriesTotal.BY_NAME).toList();
  }

  private List<SeriesTotal> matching(
      String name, String[] tags, Predicate<MetricType> type, String kind) {
    var wanted = tags(tags);
    var matching =
        series.values().stream()
            .filter(each -> type.test(each.first().type()) && each.matches(name, wanted))
            .map(Series::total)
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
    Map<String, String> tags = new TreeMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      tags.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return tags;
  }

  private static String query(String name, String... tags) {
    return name + tags(tags);
  }

  private String similar(String name) {
    var similar = SimilarNames.to(name, all().stream().map(SeriesTotal::name).toList());
    return series.values().stream()
        .filter(each -> similar.contains(each.first().name()))
        .map(each -> "\n  " + each.first().series())
        .sorted()
        .collect(joining("", "; there are", ""));
  }
}
