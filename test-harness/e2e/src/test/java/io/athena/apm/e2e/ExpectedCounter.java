package io.athena.apm.e2e;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The expected value of a counter.
 *
 * @param tags all of them; {@link #ANY} as a value sums over all values
 */
record ExpectedCounter(String metric, SortedMap<String, String> tags, double value) {

  static final String ANY = "ANY";

  /** Tags are key, value, key, value. */
  static ExpectedCounter of(String metric, double value, String... tags) {
    var map = new TreeMap<String, String>();
    for (int i = 0; i < tags.length; i += 2) {
      map.put(tags[i], tags[i + 1]);
    }
    return new ExpectedCounter(metric, map, value);
  }

  /** The same value for another metric, with one more tag. */
  ExpectedCounter as(String other, String key, String tag) {
    var more = new TreeMap<>(tags);
    more.put(key, tag);
    return new ExpectedCounter(other, more, value);
  }

  /** The same costs for servers that cut fractions off. */
  ExpectedCounter inMillionths() {
    return metric.equals("ai.cost")
        ? new ExpectedCounter(metric + ".micros", tags, value * 1e6)
        : this;
  }

  /** The name in a dialect without tags: the metric, and the tags' values in the order of keys. */
  String plainName() {
    return Stream.concat(
            Stream.of(metric),
            tags.values().stream().map(value -> value.replaceAll("[^A-Za-z0-9_-]", "_")))
        .collect(joining("."));
  }

  /** The tags without {@link #ANY}, as arguments of {@code StatsdTotals}. */
  String[] query() {
    return tags.entrySet().stream()
        .filter(tag -> !tag.getValue().equals(ANY))
        .flatMap(tag -> Stream.of(tag.getKey(), tag.getValue()))
        .toArray(String[]::new);
  }

  static Map<String, Double> byPlainName(Collection<ExpectedCounter> counters) {
    var byName = new TreeMap<String, Double>();
    counters.forEach(counter -> byName.put(counter.plainName(), counter.value));
    return byName;
  }
}
